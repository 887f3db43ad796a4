import { describe, expect, it } from 'vitest';
import { type ManifestStore, MemoryManifestStore } from './manifest-store.ts';
import { UploadManifest } from './upload-manifest.ts';

const NOW_MS = Date.parse('2026-03-09T12:03:00Z');
const DAY_MS = 86_400_000;

const file = (name: string, relativePath = name) => ({ name, relativePath, size: 10, lastModified: 1 });

function visit(store: ManifestStore, nowMs = NOW_MS): UploadManifest {
  return new UploadManifest({ jobId: 'job', store, nowMs: () => nowMs });
}

/** Another page on the same store, once it knows what that holds. */
async function nextVisit(store: ManifestStore, nowMs = NOW_MS): Promise<UploadManifest> {
  const manifest = visit(store, nowMs);
  await manifest.whenSaved();
  return manifest;
}

const savedLater = () => new Promise((resolve) => setTimeout(resolve, 250));

describe('UploadManifest', () => {
  it('says after a reload what is missing of a drop, and nothing of it to the visit that uploads', async () => {
    const store = new MemoryManifestStore();
    const first = visit(store);
    first.add([file('a'), file('b'), file('c')]);
    await first.whenSaved();
    first.recordIn(file('a'));
    expect(first.findMissing()).toBeNull();
    await savedLater();
    const second = await nextVisit(store, NOW_MS + 1000);
    expect(second.findMissing()).toEqual({ missingCount: 2, totalCount: 3, startedAtMs: NOW_MS });
    second.add([file('b')]);
    await second.whenSaved();
    expect(second.findMissing()).toMatchObject({ missingCount: 1, totalCount: 3, startedAtMs: NOW_MS });
  });

  it('gives the hash of a file that has not changed, and of no other', async () => {
    const store = new MemoryManifestStore();
    const first = visit(store);
    first.add([file('a'), file('b')]);
    await first.whenSaved();
    first.recordHash(file('a'), 'hash of a');
    await savedLater();
    const second = visit(store);
    expect(await second.findHash(file('a'))).toBe('hash of a');
    expect(await second.findHash({ ...file('a'), lastModified: 2 })).toBeNull();
    expect(await second.findHash({ ...file('a'), size: 11 })).toBeNull();
    expect(await second.findHash(file('a', 'other/a'))).toBeNull();
    expect(await second.findHash(file('b'))).toBeNull();
  });

  it('forgets a drop once all of it is in, refused or cancelled', async () => {
    const store = new MemoryManifestStore();
    const first = visit(store);
    first.add([file('a'), file('b'), file('c')]);
    await first.whenSaved();
    first.recordIn(file('a'));
    first.forget(file('b'));
    await savedLater();
    expect(await store.load('job')).toHaveLength(2);
    first.recordIn(file('c'));
    await savedLater();
    expect(await store.load('job')).toEqual([]);
  });

  it('takes a file that comes by another path for the one that is missing, once it is in', async () => {
    const store = new MemoryManifestStore();
    const first = visit(store);
    first.add([file('a', 'folder/a')]);
    await first.whenSaved();
    const second = await nextVisit(store);
    second.add([file('a')]);
    await second.whenSaved();
    expect(second.findMissing()).toMatchObject({ missingCount: 1 });
    second.recordIn(file('a'));
    expect(second.findMissing()).toBeNull();
  });

  it('asks the server for what came in after the page had gone', async () => {
    const store = new MemoryManifestStore();
    const first = visit(store);
    first.add([file('a'), file('b')]);
    await first.whenSaved();
    first.recordAsset(file('a'), 'asset-a');
    await savedLater();
    const second = visit(store);
    await second.reconcile(async (ids) => new Set(ids.filter((id) => id === 'asset-a')));
    expect(second.findMissing()).toMatchObject({ missingCount: 1, totalCount: 2 });
  });

  it('keeps quiet of what was dismissed and of what is a week old', async () => {
    const store = new MemoryManifestStore();
    const first = visit(store);
    first.add([file('a')]);
    await first.whenSaved();
    expect((await nextVisit(store, NOW_MS + 8 * DAY_MS)).findMissing()).toBeNull();
    await savedLater();
    expect(await store.load('job')).toEqual([]);
    first.add([file('b')]);
    await first.whenSaved();
    const second = await nextVisit(store);
    second.dismissMissing();
    expect(second.findMissing()).toBeNull();
    await savedLater();
    expect(await store.load('job')).toEqual([]);
  });

  it('works where the browser keeps nothing', async () => {
    const broken: ManifestStore = {
      load: () => Promise.reject(new Error('no')),
      save: () => Promise.reject(new Error('no')),
    };
    const manifest = visit(broken);
    manifest.add([file('a')]);
    await manifest.whenSaved();
    manifest.recordHash(file('a'), 'hash of a');
    expect(await manifest.findHash(file('a'))).toBe('hash of a');
    manifest.recordIn(file('a'));
    expect(manifest.findMissing()).toBeNull();
  });
});
