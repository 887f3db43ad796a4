import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { image, JPEG, startVisit } from './fake-upload-visit.ts';
import { MAX_ATTEMPTS } from './retry.ts';
import { CONNECTION_DROPPED, UploadFault } from './upload-fault.ts';

const unhandled: unknown[] = [];
const record = (reason: unknown) => unhandled.push(reason);
beforeEach(() => process.on('unhandledRejection', record));
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', record);
  expect(unhandled.splice(0)).toEqual([]);
});

describe('UploadEngine', () => {
  it('asks again when Storage is away while URLs are made', async () => {
    const { server, engine, settled, items } = startVisit();
    let refusals = 0;
    server.refuse = ({ name }) => {
      if (name !== 'b.png' || refusals === 2) return null;
      refusals += 1;
      return { code: 'storage_unavailable', message: 'The file store does not answer.' };
    };
    engine.add([image('a.png'), image('b.png')]);
    await settled();
    expect(items().map(({ stage }) => stage)).toEqual(['ready', 'ready']);
    expect(refusals).toBe(2);
    expect(server.puts.sort()).toEqual(['a.png', 'b.png']);
  });

  it('takes 200 files through, six PUTs at a time, each sent once and in order', async () => {
    const { server, engine, items, settled } = startVisit();
    const names = Array.from({ length: 200 }, (_, index) => `image-${index}.png`);
    engine.add(names.map((name) => image(name)));
    await settled();
    expect(items().map((item) => item.stage)).toEqual(names.map(() => 'ready'));
    expect(server.puts).toHaveLength(200);
    expect(new Set(server.puts).size).toBe(200);
    expect(server.maxParallelPuts).toBe(6);
    expect([...server.rows.values()].map((row) => row.declared.name)).toEqual(names);
    expect(Math.max(...server.presignWindows)).toBeLessThanOrEqual(100);
    expect(server.presignWindows[0]).toBeLessThanOrEqual(6);
  });

  it('declares what the bytes are, whatever the name says', async () => {
    const { server, engine, settled } = startVisit();
    engine.add([image('photo.png', 'x', JPEG)]);
    await settled();
    expect([...server.rows.values()][0]?.declared).toMatchObject({ name: 'photo.png', contentType: 'image/jpeg' });
  });

  it('refuses empty, large and foreign files by name, and the others go on', async () => {
    const { server, engine, settled, byName } = startVisit();
    engine.add([
      new File([], 'empty.png'),
      image('large.png', 'x'.repeat(2000)),
      new File(['\0\0\0\x18ftypheic'], 'holiday.heic'),
      new File(['hello'], 'note.png'),
      image('good.png'),
    ]);
    await settled();
    expect(byName('empty.png')).toMatchObject({
      stage: 'refused',
      reason: 'empty.png is empty. Nothing was uploaded.',
    });
    expect(byName('large.png').reason).toBe('large.png is 2 kB. Vitrine takes images up to 1000 B.');
    expect(byName('holiday.heic').reason).toBe(
      'holiday.heic is a HEIC photo. Vitrine takes PNG, JPEG, WebP and GIF up to 1000 B.',
    );
    expect(byName('note.png').reason).toMatch(/^note\.png is not an image that Vitrine knows\. /);
    expect(byName('good.png').stage).toBe('ready');
    expect(server.puts).toEqual(['good.png']);
  });

  it('tries again by itself after dropped connections, 429 and 5xx', async () => {
    const { server, engine, settled, byName } = startVisit();
    server.onPresign = vi.fn().mockImplementationOnce(() => {
      throw new UploadFault('transient', CONNECTION_DROPPED);
    });
    server.onPut = (name, attempt) => {
      if (attempt > 2) return undefined;
      if (name === 'a.png') throw new UploadFault('transient', CONNECTION_DROPPED);
      return { status: name === 'b.png' ? 429 : 503, body: '', retryAfter: '1' };
    };
    server.onComplete = (row, attempt) => {
      if (row.declared.name === 'c.png' && attempt === 1) throw new UploadFault('transient', 'The storage is busy.');
      return undefined;
    };
    engine.add(['a.png', 'b.png', 'c.png'].map((name) => image(name)));
    await settled();
    for (const name of ['a.png', 'b.png', 'c.png'])
      expect(byName(name)).toMatchObject({ stage: 'ready', reason: null });
    expect(server.puts).toHaveLength(9);
  });

  it('gives up after a bounded number of tries, says why, and a retry by hand succeeds', async () => {
    const { server, engine, settled, byName } = startVisit();
    let down = true;
    server.onPut = () => {
      if (down) throw new UploadFault('transient', CONNECTION_DROPPED);
      return undefined;
    };
    engine.add([image('a.png')]);
    await settled();
    expect(byName('a.png')).toMatchObject({ stage: 'failed', reason: CONNECTION_DROPPED, retryable: true });
    expect(server.puts).toHaveLength(MAX_ATTEMPTS);
    down = false;
    engine.retryAll();
    await settled();
    expect(byName('a.png').stage).toBe('ready');
    expect(server.rows.size).toBe(1);
  });

  it('goes on when the bytes turn out to be stored already', async () => {
    const { server, engine, settled, byName } = startVisit();
    server.onPut = (_name, attempt) => {
      const row = [...server.rows.values()][0];
      if (attempt > 1 || row === undefined) return undefined;
      row.stored = true; // The bytes arrived, the answer did not.
      throw new UploadFault('transient', CONNECTION_DROPPED);
    };
    engine.add([image('a.png')]);
    await settled();
    expect(byName('a.png').stage).toBe('ready');
    expect(server.puts).toHaveLength(1);
  });

  it('takes an image that was verified while the answer to its PUT got lost', async () => {
    const { server, engine, settled, byName } = startVisit();
    server.onPut = () => {
      const row = [...server.rows.values()][0];
      if (row !== undefined) row.asset = { ...row.asset, status: 'private' };
      throw new UploadFault('transient', CONNECTION_DROPPED);
    };
    server.renewUploadUrl = async () => {
      throw new UploadFault('failed', 'The bytes of this image have arrived already.', null, 'conflict');
    };
    server.onComplete = (row) => row.asset;
    engine.add([image('a.png')]);
    await settled();
    expect(byName('a.png').stage).toBe('ready');
    expect(server.puts).toHaveLength(1);
  });

  it('asks for a fresh URL when the upload URL has expired', async () => {
    const { server, engine, settled, byName } = startVisit();
    server.onPut = (_name, attempt) =>
      attempt === 1
        ? { status: 400, body: '{"statusCode":"400","error":"InvalidJWT","message":"exp"}', retryAfter: null }
        : undefined;
    engine.add([image('a.png')]);
    await settled();
    expect(byName('a.png').stage).toBe('ready');
    expect(server.renewed).toHaveLength(1);
  });

  it('sends again what did not arrive, and starts over when the asset has expired', async () => {
    const { server, engine, settled, byName } = startVisit();
    server.onComplete = (row, attempt) => {
      if (attempt > 1) return undefined;
      if (row.declared.name === 'lost.png') row.stored = false;
      if (row.declared.name !== 'late.png' || row.id.endsWith('again')) return undefined;
      server.rows.delete(row.id);
      throw new UploadFault('expired', 'The upload has expired.');
    };
    engine.add([image('lost.png'), image('late.png')]);
    await settled();
    expect(byName('lost.png').stage).toBe('ready');
    expect(byName('late.png').stage).toBe('ready');
  });

  it('polls while the server verifies', async () => {
    const { server, engine, settled, byName } = startVisit();
    server.onComplete = (row) => {
      row.asset = { ...row.asset, status: 'verifying' };
      setTimeout(() => {
        row.asset = { ...row.asset, status: 'private', width: 640 };
      }, 20);
      return row.asset;
    };
    engine.add([image('a.png')]);
    await settled();
    expect(byName('a.png')).toMatchObject({ stage: 'ready', asset: { width: 640 } });
  });

  it('shows on the file why the server refused it', async () => {
    const { server, engine, settled, byName } = startVisit();
    server.refuse = (file) =>
      file.name === 'quota.png' ? { code: 'limit_exceeded', message: 'Your space is full.' } : null;
    server.onComplete = (row) => {
      if (row.declared.name === 'thrown.png') throw new UploadFault('refused', 'thrown.png is cut off.');
      if (row.declared.name !== 'bomb.png') return undefined;
      return {
        ...row.asset,
        status: 'rejected',
        rejection: { code: 'invalid_image', message: 'bomb.png is too large.' },
      };
    };
    engine.add(['quota.png', 'thrown.png', 'bomb.png', 'good.png'].map((name) => image(name)));
    await settled();
    expect(byName('quota.png')).toMatchObject({ stage: 'failed', reason: 'Your space is full.', retryable: true });
    expect(byName('thrown.png')).toMatchObject({ stage: 'refused', reason: 'thrown.png is cut off.' });
    expect(byName('bomb.png')).toMatchObject({ stage: 'refused', asset: { status: 'rejected' } });
    expect(byName('good.png').stage).toBe('ready');
    engine.dismiss(byName('bomb.png').id);
    await vi.waitFor(() => expect(server.deleted).toHaveLength(1));
  });

  it('sends equal bytes once, within a drop and against what the job holds', async () => {
    const { server, engine, settled, byName } = startVisit();
    engine.add([image('a.png', 'same'), image('b.png', 'same')]);
    await settled();
    engine.add([image('c.png', 'same')]);
    await settled();
    expect(server.puts).toEqual(['a.png']);
    expect(byName('a.png').stage).toBe('ready');
    for (const name of ['b.png', 'c.png']) {
      expect(byName(name)).toMatchObject({ stage: 'duplicate', assetId: byName('a.png').assetId });
    }
  });

  it('lets a twin take over when the file it waited for is cancelled', async () => {
    const { server, engine, settled, byName } = startVisit();
    let reached: () => void = () => {};
    const sending = new Promise<void>((resolve) => {
      reached = resolve;
    });
    server.onPut = (name, _attempt, { signal }) => {
      if (name !== 'a.png') return undefined;
      reached();
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    engine.add([image('a.png', 'same'), image('b.png', 'same')]);
    await sending;
    engine.cancel(byName('a.png').id);
    await settled();
    expect(byName('a.png').stage).toBe('cancelled');
    expect(byName('b.png').stage).toBe('ready');
  });

  it('aborts on cancel, removes the asset from the server, and leaves the others alone', async () => {
    const { server, engine, settled, byName } = startVisit();
    let aborted = 0;
    server.onPut = (name, _attempt, { signal }) =>
      name === 'stuck.png'
        ? new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted += 1;
              reject(signal.reason);
            });
          })
        : undefined;
    engine.add(['stuck.png', 'good.png'].map((name) => image(name)));
    await vi.waitFor(() => expect(byName('good.png').stage).toBe('ready'), { interval: 5 });
    const { assetId } = byName('stuck.png');
    engine.cancelAll();
    await settled();
    await vi.waitFor(() => expect(server.deleted).toEqual([assetId]));
    expect(aborted).toBe(1);
    expect(byName('stuck.png').stage).toBe('cancelled');
    expect(byName('good.png').stage).toBe('ready');
  });

  it('removes an asset that was presigned after its file had been cancelled', async () => {
    const { server, engine, byName } = startVisit();
    server.onPresign = () => engine.cancel(byName('a.png').id);
    engine.add([image('a.png')]);
    await vi.waitFor(() => expect(server.deleted).toHaveLength(1));
    expect(server.puts).toEqual([]);
  });

  it('starts nothing new while paused', async () => {
    const { server, engine, settled, byName } = startVisit();
    engine.pause();
    engine.add([image('a.png')]);
    await vi.waitFor(() => expect(byName('a.png').stage).toBe('presigning'));
    expect(engine.getSnapshot().paused).toBe(true);
    expect(server.presignWindows).toEqual([]);
    engine.resume();
    await settled();
    expect(byName('a.png').stage).toBe('ready');
  });

  it('says so when a file can no longer be read', async () => {
    const { engine, settled, byName } = startVisit();
    const moved = image('moved.png');
    Object.defineProperty(moved, 'slice', {
      value: () => {
        throw new DOMException('gone', 'NotReadableError');
      },
    });
    engine.add([moved, image('good.png')]);
    await settled();
    expect(byName('moved.png')).toMatchObject({ stage: 'failed', retryable: true });
    expect(byName('moved.png').reason).toContain('choose it again');
    expect(byName('good.png').stage).toBe('ready');
  });
});
