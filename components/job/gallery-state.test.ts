import { describe, expect, it } from 'vitest';
import type { Asset } from '../../lib/schemas/asset.ts';
import { fakeAsset } from '../../lib/upload/fake-upload-server.ts';
import { EMPTY_UPLOAD_QUEUE, reduceUploads, type UploadEvent } from '../../lib/upload/upload-queue.ts';
import {
  type AssetList,
  type GalleryEvent,
  type GalleryState,
  reduceGallery,
  startGallery,
  tilesOf,
} from './gallery-state.ts';

const a = fakeAsset('a', 'a.png');
const b = fakeAsset('b', 'b.png');
const listOf = (...items: Asset[]): AssetList => ({
  total: items.length,
  cursors: [],
  pages: [{ number: 0, items, nextCursor: null }],
});
const start = startGallery(listOf(a, b), []);
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
    const removed = play(start, { type: 'removed', keys: ['a'] });
    expect(keys(removed)).toEqual(['b']);
    const back = play(removed, { type: 'putBack', entry, index: 0 }, { type: 'putBack', entry, index: 0 });
    expect(keys(back)).toEqual(['a', 'b']);
  });

  it('keeps files on their way, and the keys of stored ones, when the order changes', () => {
    const c = fakeAsset('c', 'c.png');
    const next = play(
      start,
      { type: 'uploadsAdded', uploadIds: ['u1', 'u2'] },
      { type: 'uploadStored', uploadId: 'u1', asset: c },
      { type: 'listReplaced', list: listOf(b, c, a), storedMeanwhile: new Set() },
    );
    expect(keys(next)).toEqual(['u2', 'b', 'u1', 'a']);
  });

  it('keeps what was stored after a page was asked for, as it is now', () => {
    const c = fakeAsset('c', 'c.png');
    const d = fakeAsset('d', 'd.png');
    const asked = listOf({ ...d, status: 'awaiting_upload' }, a, b);
    const next = play(
      start,
      { type: 'uploadsAdded', uploadIds: ['u1', 'u2'] },
      { type: 'uploadStored', uploadId: 'u1', asset: c },
      { type: 'uploadStored', uploadId: 'u2', asset: d },
      { type: 'listReplaced', list: asked, storedMeanwhile: new Set(['u1', 'u2']) },
    );
    expect(next.entries.map(({ asset }) => asset)).toEqual([c, d, a, b]);
  });
});

describe('a list of several pages', () => {
  const assets = Array.from({ length: 250 }, (_, index) => fakeAsset(`${index}`, `${index}.png`));
  const page = (number: number, nextCursor: string | null, items = assets.slice(number * 100, (number + 1) * 100)) => ({
    number,
    items,
    nextCursor,
  });
  const long = startGallery({ total: 250, cursors: ['c1', 'c2'], pages: [page(0, 'c1')] }, []);
  const loaded = (state: GalleryState) => state.entries.flatMap(({ asset }) => (asset === null ? [] : [asset.id]));
  const missing = (state: GalleryState) => state.entries.filter(({ missingPage }) => missingPage !== null).length;
  const ids = assets.map(({ id }) => id);

  it('has its full length from the start, and takes its pages in any order', () => {
    expect(long.entries).toHaveLength(250);
    expect(tilesOf(long.entries, EMPTY_UPLOAD_QUEUE)).toHaveLength(250);
    const jumped = play(long, { type: 'pageAdded', cursor: 'c2', page: page(2, null) });
    expect(loaded(jumped)).toEqual([...ids.slice(0, 100), ...ids.slice(200)]);
    expect(jumped.entries).toHaveLength(250);
    const all = play(jumped, { type: 'pageAdded', cursor: 'c1', page: page(1, 'c2') });
    expect(loaded(all)).toEqual(ids);
    expect(missing(all)).toBe(0);
  });

  it('never shows an asset twice when others have gone before it', () => {
    const shifted = page(1, 'c2+1', [...assets.slice(110, 210)]);
    const last = page(2, null);
    const one = play(
      long,
      { type: 'pageAdded', cursor: 'c2', page: last },
      { type: 'pageAdded', cursor: 'c1', page: shifted },
    );
    expect(loaded(one)).toEqual([...ids.slice(0, 100), ...ids.slice(110)]);
    const other = play(long, { type: 'pageAdded', cursor: 'c1', page: shifted });
    expect(other.cursors).toEqual(['c1', 'c2+1']);
    const rest = page(2, null, assets.slice(210));
    expect(loaded(play(other, { type: 'pageAdded', cursor: 'c2+1', page: rest }))).toEqual(loaded(one));
  });

  it('ends where the server says it ends, and goes on where it goes on', () => {
    const short = play(long, { type: 'pageAdded', cursor: 'c1', page: page(1, null, assets.slice(100, 120)) });
    expect(short).toMatchObject({ cursors: ['c1'] });
    expect(loaded(short)).toEqual(ids.slice(0, 120));
    expect(missing(short)).toBe(0);
    const grown = play(long, { type: 'pageAdded', cursor: 'c2', page: page(2, 'c3') });
    expect(grown.cursors).toEqual(['c1', 'c2', 'c3']);
    expect(missing(grown)).toBe(200);
  });

  it('leaves out a page of a list that has been replaced', () => {
    const next = play(
      long,
      { type: 'listReplaced', list: listOf(a), storedMeanwhile: new Set() },
      { type: 'pageAdded', cursor: 'c1', page: page(1, 'c2') },
    );
    expect(keys(next)).toEqual(['a']);
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
