import { expect, it, vi } from 'vitest';
import { FakeUploadServer } from './fake-upload-server.ts';
import { image, startVisit } from './fake-upload-visit.ts';
import { MemoryManifestStore } from './manifest-store.ts';
import { sha256File } from './sha256-file.ts';

const names = Array.from({ length: 12 }, (_, index) => `image-${index}.png`);
const drop = () => names.map((name) => image(name));

it('goes on after a reload: nothing that was stored is sent again, nothing hashed is hashed again', async () => {
  const server = new FakeUploadServer();
  const manifestStore = new MemoryManifestStore();
  const hashFile = vi.fn(sha256File);
  const first = startVisit(server, { manifestStore, hashFile });
  let taken = 0;
  server.onPut = () => {
    // From the sixth on nothing arrives: the page is about to go.
    taken += 1;
    return taken <= 5 ? undefined : new Promise(() => {});
  };
  first.engine.add(drop());
  await vi.waitFor(() => expect(first.items().filter(({ stage }) => stage === 'ready')).toHaveLength(5));
  await vi.waitFor(() => expect(hashFile).toHaveBeenCalledTimes(12));
  await vi.waitFor(async () =>
    expect((await manifestStore.load('job')).filter(({ isIn, sha256 }) => isIn && sha256 !== null)).toHaveLength(5),
  );
  await vi.waitFor(async () =>
    expect((await manifestStore.load('job')).every(({ sha256 }) => sha256 !== null)).toBe(true),
  );

  const arrived = [...server.rows.values()].filter(({ stored }) => stored).map(({ declared }) => declared.name);
  server.puts.length = 0;
  server.onPut = () => undefined;
  const second = startVisit(server, { manifestStore, hashFile });
  await vi.waitFor(() =>
    expect(second.engine.getSnapshot().missing).toMatchObject({ missingCount: 7, totalCount: 12 }),
  );
  second.engine.add(drop());
  await second.settled();
  expect(server.puts.filter((name) => arrived.includes(name))).toEqual([]);
  expect(server.puts.toSorted()).toEqual(names.filter((name) => !arrived.includes(name)).toSorted());
  expect(server.rows.size).toBe(12);
  expect(hashFile).toHaveBeenCalledTimes(12);
  await vi.waitFor(async () => expect(await manifestStore.load('job')).toEqual([]));
  expect(second.engine.getSnapshot().missing).toBeNull();
});

it('saves what was dropped before the first byte leaves', async () => {
  const manifestStore = new MemoryManifestStore();
  let release: () => void = () => {};
  const save = manifestStore.save.bind(manifestStore);
  manifestStore.save = async (...change) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await save(...change);
  };
  const { server, engine, byName, settled } = startVisit(new FakeUploadServer(), { manifestStore });
  engine.add([image('a.png')]);
  await vi.waitFor(() => expect(byName('a.png').assetId).not.toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(server.puts).toEqual([]);
  manifestStore.save = save;
  release();
  await settled();
  expect(server.puts).toEqual(['a.png']);
});

it('says nothing of files that an earlier visit had finished when its page went away', async () => {
  const server = new FakeUploadServer();
  const manifestStore = new MemoryManifestStore();
  const first = startVisit(server, { manifestStore });
  server.onComplete = (row) => {
    row.asset = { ...row.asset, status: 'verifying' };
    return row.asset;
  };
  first.engine.add([image('a.png')]);
  await vi.waitFor(() => expect(first.byName('a.png').stage).toBe('verifying'));
  await vi.waitFor(async () => expect((await manifestStore.load('job'))[0]?.assetId).toBeTruthy());
  const savedEntries = await manifestStore.load('job');
  const [row] = server.rows.values();
  if (row === undefined) throw new Error('no row');
  row.asset = { ...row.asset, status: 'private' };
  const laterStore = new MemoryManifestStore();
  await laterStore.save('job', savedEntries, []);
  const second = startVisit(server, { manifestStore: laterStore });
  await vi.waitFor(async () => expect(await laterStore.load('job')).toEqual([]));
  expect(second.engine.getSnapshot().missing).toBeNull();
});
