import { describe, expect, it } from 'vitest';
import { fakeAsset } from '../../lib/upload/fake-upload-server.ts';
import { EMPTY_UPLOAD_QUEUE, reduceUploads, type UploadEvent } from '../../lib/upload/upload-queue.ts';
import { type GalleryEvent, type GalleryState, reduceGallery, startGallery, tilesOf } from './gallery-state.ts';

const a = fakeAsset('a', 'a.png');
const b = fakeAsset('b', 'b.png');
const start = startGallery({ items: [a, b], nextCursor: null }, []);
const play = (state: GalleryState, ...events: GalleryEvent[]) => events.reduce(reduceGallery, state);
const keys = (state: GalleryState) => state.entries.map((entry) => entry.key);
const queueOf = (...events: UploadEvent[]) =>
  events.reduce(reduceUploads, reduceUploads(EMPTY_UPLOAD_QUEUE, { type: 'added', files: [file('u1'), file('u2')] }));
const file = (id: string) => ({ id, name: `${id}.png`, bytes: 10 });

describe('reduceGallery', () => {
  it('keeps the key of a tile from the drop to the stored asset', () => {
    const c = fakeAsset('c', 'c.png');
    const stored = play(
      start,
      { type: 'uploadsAdded', uploadIds: ['u1', 'u2'] },
      { type: 'uploadStored', uploadId: 'u1', asset: c },
      { type: 'assetsChanged', assets: [{ ...c, status: 'public' }] },
    );
    expect(keys(stored)).toEqual(['u1', 'u2', 'a', 'b']);
    expect(stored.entries[0]?.asset?.status).toBe('public');
  });

  it('drops the tile of a file whose bytes are here already', () => {
    const next = play(
      start,
      { type: 'uploadsAdded', uploadIds: ['u1'] },
      { type: 'uploadStored', uploadId: 'u1', asset: a },
    );
    expect(keys(next)).toEqual(['a', 'b']);
  });

  it('puts a tile back where it was, once', () => {
    const entry = start.entries[0];
    if (entry === undefined) throw new Error('no entry');
    const removed = play(start, { type: 'removed', key: 'a' });
    expect(keys(removed)).toEqual(['b']);
    const back = play(removed, { type: 'putBack', entry, index: 0 }, { type: 'putBack', entry, index: 0 });
    expect(keys(back)).toEqual(['a', 'b']);
  });

  it('adds a page without repeating what is shown', () => {
    const c = fakeAsset('c', 'c.png');
    const next = play(
      { ...start, nextCursor: 'after-b' },
      { type: 'pageAdded', after: 'after-b', page: { items: [b, c], nextCursor: 'more' } },
    );
    expect(keys(next)).toEqual(['a', 'b', 'c']);
    expect(next.nextCursor).toBe('more');
  });

  it('keeps files on their way, and the keys of stored ones, when the order changes', () => {
    const c = fakeAsset('c', 'c.png');
    const next = play(
      start,
      { type: 'uploadsAdded', uploadIds: ['u1', 'u2'] },
      { type: 'uploadStored', uploadId: 'u1', asset: c },
      { type: 'pageReplaced', page: { items: [b, c, a], nextCursor: null }, storedMeanwhile: new Set() },
    );
    expect(keys(next)).toEqual(['u2', 'b', 'u1', 'a']);
  });

  it('keeps what was stored after a page was asked for, as it is now', () => {
    const c = fakeAsset('c', 'c.png');
    const d = fakeAsset('d', 'd.png');
    const asked = { items: [{ ...d, status: 'awaiting_upload' as const }, a, b], nextCursor: null };
    const next = play(
      start,
      { type: 'uploadsAdded', uploadIds: ['u1', 'u2'] },
      { type: 'uploadStored', uploadId: 'u1', asset: c },
      { type: 'uploadStored', uploadId: 'u2', asset: d },
      { type: 'pageReplaced', page: asked, storedMeanwhile: new Set(['u1', 'u2']) },
    );
    expect(next.entries.map(({ asset }) => asset)).toEqual([c, d, a, b]);
  });

  it('leaves out a page that goes on from where the list no longer ends', () => {
    const c = fakeAsset('c', 'c.png');
    const next = play(
      { ...start, nextCursor: 'after-b' },
      { type: 'pageReplaced', page: { items: [a], nextCursor: 'after-a' }, storedMeanwhile: new Set() },
      { type: 'pageAdded', after: 'after-b', page: { items: [c], nextCursor: null } },
    );
    expect(keys(next)).toEqual(['a']);
    expect(next.nextCursor).toBe('after-a');
  });
});

describe('tilesOf', () => {
  const withUploads = play(start, { type: 'uploadsAdded', uploadIds: ['u1', 'u2'] });

  it('draws files at once and leaves cancelled ones out', () => {
    const tiles = tilesOf(withUploads.entries, queueOf({ type: 'cancelled', id: 'u1' }));
    expect(tiles.map((tile) => tile.key)).toEqual(['u2', 'a', 'b']);
  });

  it('draws an upload on the tile of the asset it carries', () => {
    const tiles = tilesOf(withUploads.entries, queueOf({ type: 'presigned', id: 'u1', assetId: 'a' }));
    expect(tiles.map((tile) => tile.key)).toEqual(['u2', 'a', 'b']);
    expect(tiles[1]?.upload?.id).toBe('u1');
  });

  it('never draws one asset twice', () => {
    const c = fakeAsset('c', 'c.png');
    const tiles = tilesOf(
      withUploads.entries,
      queueOf({ type: 'ready', id: 'u1', asset: c }, { type: 'duplicate', id: 'u2', asset: c }),
    );
    expect(tiles.map((tile) => tile.asset?.id)).toEqual(['c', 'a', 'b']);
  });
});
