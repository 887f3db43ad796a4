import { describe, expect, it, vi } from 'vitest';
import { FakeUploadServer } from './fake-upload-server.ts';
import { image, JPEG, startVisit } from './fake-upload-visit.ts';
import type { ImageConverter } from './image-converter.ts';
import { sha256File } from './sha256-file.ts';

const questions = ({ items }: ReturnType<typeof startVisit>) =>
  items()
    .filter(({ stage }) => stage === 'asking')
    .map(({ name, question }) => [name, question?.kind]);

describe('copies of what another job has', () => {
  async function dropKnown(...names: string[]) {
    const server = new FakeUploadServer();
    for (const name of names) {
      const sha256 = await sha256File(image(name));
      server.known.push({ sha256, assetId: `old ${name}`, jobTitle: 'Summer shoot' });
    }
    return startVisit(server);
  }

  it('are asked for once, and nothing of them is sent; the others go on meanwhile', async () => {
    const visit = await dropKnown('a.png', 'b.png');
    const { engine, server, byName, settled } = visit;
    engine.add([image('a.png'), image('new.png'), image('b.png')]);
    await vi.waitFor(() => expect(byName('new.png').stage).toBe('ready'));
    expect(questions(visit)).toEqual([
      ['a.png', 'copy'],
      ['b.png', 'copy'],
    ]);
    expect(byName('a.png').question).toEqual({ kind: 'copy', jobTitle: 'Summer shoot' });
    engine.answer({ kind: 'copy', copies: 'copy' });
    await settled();
    expect(server.copied.toSorted()).toEqual(['a.png', 'b.png']);
    expect(server.puts).toEqual(['new.png']);
    expect(byName('a.png')).toMatchObject({ stage: 'ready', question: null });
  });

  it('are sent after all where that is wanted, and the choice holds for the rest of the drop alone', async () => {
    const visit = await dropKnown('a.png', 'z.png', 'next.png');
    const { engine, server, settled } = visit;
    const fillers = Array.from({ length: 80 }, (_, index) => image(`filler-${index}.png`));
    let goOn: () => void = () => {};
    const answered = new Promise<undefined>((resolve) => {
      goOn = () => resolve(undefined);
    });
    server.onPut = () => answered; // So that the last file is not declared before the answer.
    engine.add([image('a.png'), ...fillers, image('z.png')]);
    await vi.waitFor(() => expect(questions(visit)).toContainEqual(['a.png', 'copy']));
    expect(server.presignWindows.reduce((sum, files) => sum + files)).toBeLessThan(82);
    engine.answer({ kind: 'copy', copies: 'upload' });
    goOn();
    await settled();
    expect(server.puts).toContain('a.png');
    expect(server.puts).toContain('z.png');
    expect(server.copied).toEqual([]);
    engine.add([image('next.png')]);
    await vi.waitFor(() => expect(questions(visit)).toEqual([['next.png', 'copy']]));
  });

  it('are sent when the other asset has gone since', async () => {
    const { engine, server, settled, byName } = await dropKnown('a.png');
    engine.add([image('a.png')]);
    await vi.waitFor(() => expect(byName('a.png').stage).toBe('asking'));
    server.known.length = 0;
    engine.answer({ kind: 'copy', copies: 'copy' });
    await settled();
    expect(server.puts).toEqual(['a.png']);
    expect(byName('a.png').stage).toBe('ready');
  });

  it('are removed again where the file is cancelled while the server copies', async () => {
    const { engine, server, byName, settled } = await dropKnown('a.png');
    engine.add([image('a.png')]);
    await vi.waitFor(() => expect(byName('a.png').stage).toBe('asking'));
    let goOn: () => void = () => {};
    const copy = server.copy.bind(server);
    server.copy = async (...request) => {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      return copy(...request);
    };
    engine.answer({ kind: 'copy', copies: 'copy' });
    await vi.waitFor(() => expect(byName('a.png').stage).toBe('copying'));
    engine.cancel(byName('a.png').id);
    goOn();
    await settled();
    await vi.waitFor(() => expect(server.deleted).toEqual(['copy-1']));
    expect(byName('a.png').stage).toBe('cancelled');
  });

  it('can be cancelled while they are asked for', async () => {
    const { engine, server, byName, settled } = await dropKnown('a.png');
    engine.add([image('a.png')]);
    await vi.waitFor(() => expect(byName('a.png').stage).toBe('asking'));
    engine.cancelAll();
    await settled();
    engine.answer({ kind: 'copy', copies: 'copy' });
    expect(byName('a.png')).toMatchObject({ stage: 'cancelled', question: null });
    expect([...server.copied, ...server.puts]).toEqual([]);
  });
});

describe('conversions', () => {
  const avif = (name: string) => new File(['\0\0\0\x18ftypavif', name], name, { lastModified: 1_000 });

  function startConverting(convert: ImageConverter) {
    const loadConverter = vi.fn(async () => convert);
    return { loadConverter, ...startVisit(new FakeUploadServer(), { loadConverter }) };
  }
  /** A small JPEG that names what it was made of. */
  const toJpeg: ImageConverter = async (file) => image(`${file.name.split('.')[0]}.jpg`, 'small', JPEG);

  it('load nothing for files that need none', async () => {
    const { engine, settled, loadConverter } = startConverting(toJpeg);
    engine.add([image('a.png')]);
    await settled();
    expect(loadConverter).not.toHaveBeenCalled();
  });

  it('send a JPEG in place of an AVIF, under its new name', async () => {
    const { engine, server, settled, items } = startConverting(toJpeg);
    engine.add([avif('photo.avif')]);
    await settled();
    expect(items()).toMatchObject([{ name: 'photo.jpg', contentType: 'image/jpeg', stage: 'ready' }]);
    expect([...server.rows.values()][0]?.declared).toMatchObject({ name: 'photo.jpg', contentType: 'image/jpeg' });
  });

  it('say what is taken where the browser cannot decode it', async () => {
    const { engine, settled, byName } = startConverting(async () => null);
    engine.add([avif('photo.avif')]);
    await settled();
    expect(byName('photo.avif')).toMatchObject({ stage: 'refused' });
    expect(byName('photo.avif').reason).toMatch(/^photo\.avif is an AVIF image\. Vitrine takes PNG, JPEG/);
  });

  it('offer smaller copies once for all files over the limit', async () => {
    const visit = startConverting(toJpeg);
    const { engine, server, settled, loadConverter } = visit;
    engine.add([image('one.jpg', 'x'.repeat(2000), JPEG), image('fine.png'), image('two.jpg', 'y'.repeat(2000), JPEG)]);
    await vi.waitFor(() => expect(questions(visit)).toHaveLength(2));
    expect(loadConverter).not.toHaveBeenCalled();
    engine.answer({ kind: 'shrink', shrink: 'shrink' });
    await settled();
    expect(server.puts.toSorted()).toEqual(['fine.png', 'one.jpg']);
    expect(visit.items().map(({ stage }) => stage)).toEqual(['ready', 'ready', 'duplicate']);
  });

  it('leave out what is over the limit where no smaller copy is wanted, or it moves', async () => {
    const visit = startConverting(toJpeg);
    const { engine, settled, byName } = visit;
    const gif = [...'GIF89a'].map((character) => character.charCodeAt(0));
    engine.add([image('large.jpg', 'x'.repeat(2000), JPEG), image('large.gif', 'x'.repeat(2000), gif)]);
    await vi.waitFor(() => expect(questions(visit)).toEqual([['large.jpg', 'shrink']]));
    expect(byName('large.gif').stage).toBe('refused');
    engine.answer({ kind: 'shrink', shrink: 'refuse' });
    await settled();
    expect(byName('large.jpg').reason).toBe('large.jpg is 2 kB. Vitrine takes images up to 1000 B.');
  });
});
