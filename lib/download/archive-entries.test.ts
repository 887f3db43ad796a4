import { makeZip } from 'client-zip';
import { describe, expect, it, vi } from 'vitest';
import { readZip } from '../../tests/support/read-zip.ts';
import { type ArchiveEntry, type ArchiveProgress, archiveEntries, MISSING_LIST_NAME } from './archive-entries.ts';
import type { ArchiveFile, ArchivePorts } from './fetch-whole.ts';

const makeFile = (id: number, changes: Partial<ArchiveFile> = {}): ArchiveFile => ({
  id: String(id),
  name: `${id}.png`,
  bytes: 4,
  url: `https://storage.test/${id}?token=old`,
  createdAt: '2026-11-24T10:20:30.000Z',
  ...changes,
});
const bytesOf = (id: string) => new Uint8Array([1, 2, 3, Number(id)]);
const answerWith = (url: string) => new Response(bytesOf(/(\d+)\?/.exec(url)?.[1] ?? '0'));

async function* each<T>(items: T[], onNext: (item: T) => void = () => {}): AsyncGenerator<T> {
  for (const item of items) {
    onNext(item);
    yield item;
  }
}

function makePorts(fetch: (url: string) => Promise<Response> | Response) {
  const ports = {
    fetch: vi.fn(async (url: string, { signal }: { signal: AbortSignal }) => {
      signal.throwIfAborted();
      return fetch(url);
    }),
    renew: vi.fn(async ({ id }: ArchiveFile): Promise<string | null> => `https://storage.test/${id}?token=new`),
    sleep: vi.fn(async () => {}),
  };
  return ports satisfies ArchivePorts;
}

async function collect(files: AsyncIterable<ArchiveFile>, ports: ArchivePorts, signal = new AbortController().signal) {
  const entries: ArchiveEntry[] = [];
  const progress: ArchiveProgress[] = [];
  for await (const entry of archiveEntries(files, ports, { signal, onProgress: (next) => progress.push(next) })) {
    entries.push(entry);
  }
  return { entries, last: progress.at(-1), progress };
}
const namesOf = (entries: ArchiveEntry[]) => entries.map(({ name }) => name);

describe('the entries of an archive', () => {
  it('come in the order of the files, under real names made unique', async () => {
    const ports = makePorts(async (url) => {
      // The first answers last.
      if (url.includes('/1?')) await new Promise((resolve) => setTimeout(resolve, 20));
      return answerWith(url);
    });
    const files = [makeFile(1, { name: 'a.png' }), makeFile(2, { name: 'a.png' }), makeFile(3, { name: 'b.png' })];
    const { entries, last } = await collect(each(files), ports);
    expect(namesOf(entries)).toEqual(['a.png', 'a (2).png', 'b.png']);
    expect(entries.map(({ input }) => input[3])).toEqual([1, 2, 3]);
    expect(entries[0]?.lastModified).toEqual(new Date('2026-11-24T10:20:30.000Z'));
    expect(last).toEqual({ done: 3, bytes: 12, failed: [] });
    expect(ports.renew).not.toHaveBeenCalled();
  });

  it('are never read more than two ahead, nor listed', async () => {
    let listed = 0;
    let used = 0;
    const ports = makePorts(answerWith);
    const files = each(
      Array.from({ length: 20 }, (_, index) => makeFile(index)),
      () => listed++,
    );
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    for await (const _entry of archiveEntries(files, ports, options)) {
      used++;
      await new Promise((resolve) => setTimeout(resolve, 1));
      expect(ports.fetch.mock.calls.length).toBeLessThanOrEqual(used + 2);
      expect(listed).toBeLessThanOrEqual(used + 2);
    }
    expect([used, ports.fetch.mock.calls.length]).toEqual([20, 20]);
  });

  it('are fetched again under a fresh address when the old one has expired', async () => {
    const ports = makePorts((url) => (url.endsWith('old') ? new Response('{}', { status: 400 }) : answerWith(url)));
    const { entries, last } = await collect(each([makeFile(1), makeFile(2)]), ports);
    expect(namesOf(entries)).toEqual(['1.png', '2.png']);
    expect(ports.renew).toHaveBeenCalledTimes(2);
    expect(last?.failed).toEqual([]);
  });

  it('are fetched again when the connection breaks off, before or in the middle, or bytes are missing', async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new Uint8Array([1, 2]));
            controller.error(new TypeError('network'));
          },
        }),
      );
    const faults = [
      () => Promise.reject(new TypeError('Failed to fetch')),
      broken,
      () => new Response(new Uint8Array(2)),
    ];
    for (const fault of faults) {
      let failures = 3;
      const ports = makePorts((url) => (failures-- > 0 ? fault() : answerWith(url)));
      const { entries } = await collect(each([makeFile(7)]), ports);
      expect(entries.map(({ input }) => [...input])).toEqual([[1, 2, 3, 7]]);
      expect(ports.sleep.mock.calls).toEqual([[500], [2000], [5000]]);
    }
  });

  it('leave out what cannot be read, say so, and list it', async () => {
    const ports = makePorts((url) => (url.includes('/2?') ? new Response('', { status: 500 }) : answerWith(url)));
    ports.renew.mockImplementation(async ({ id }) => (id === '3' ? null : `https://storage.test/${id}?token=new`));
    const files = [makeFile(1), makeFile(2), makeFile(3, { url: null }), makeFile(4)];
    const { entries, last } = await collect(each(files), ports);
    expect(namesOf(entries)).toEqual(['1.png', '4.png', MISSING_LIST_NAME]);
    const failed = [
      { name: '3.png', reason: 'It is not there any more.' },
      { name: '2.png', reason: 'Storage answered with status 500.' },
    ].reverse();
    expect(last).toEqual({ done: 2, bytes: 8, failed });
    expect(new TextDecoder().decode(entries[2]?.input)).toBe(
      '2.png: Storage answered with status 500.\r\n3.png: It is not there any more.\r\n',
    );
  });

  it('end at once, with the reason, when they are cancelled', async () => {
    const controller = new AbortController();
    const ports = makePorts(answerWith);
    const seen: string[] = [];
    const reading = (async () => {
      const options = { signal: controller.signal, onProgress: () => {} };
      for await (const entry of archiveEntries(each([makeFile(1), makeFile(2), makeFile(3)]), ports, options)) {
        seen.push(entry.name);
        controller.abort(new Error('cancelled'));
      }
    })();
    await expect(reading).rejects.toThrow('cancelled');
    expect(seen).toEqual(['1.png']);
  });

  it('make a zip file that lists them', async () => {
    const ports = makePorts(answerWith);
    const files = Array.from({ length: 30 }, (_, index) => makeFile(index, { name: 'ä.png' }));
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    const zip = new Uint8Array(await new Response(makeZip(archiveEntries(each(files), ports, options))).arrayBuffer());
    const entries = [...readZip(zip)];
    expect(entries).toHaveLength(30);
    expect(entries.slice(0, 2)).toEqual([
      ['ä.png', bytesOf('0')],
      ['ä (2).png', bytesOf('1')],
    ]);
  });
});
