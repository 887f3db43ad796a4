import type { Asset, AssetPage } from '../../lib/schemas/asset.ts';
import { ASSETS_PER_PAGE } from '../../lib/schemas/limits.ts';
import type { UploadItem, UploadQueue } from '../../lib/upload/upload-queue.ts';

/** One place in the grid. Its key stays from the drop to the stored asset, so that its element stays too. */
export type GalleryEntry = {
  readonly key: string;
  readonly uploadId: string | null;
  readonly asset: Asset | null;
  /** The page to load for what belongs here. */
  readonly missingPage: number | null;
};

export type LoadedPage = AssetPage & { readonly number: number };

/** A list of the server as far as it is loaded. */
export type AssetList = {
  readonly total: number;
  /** Where each page after the first begins. */
  readonly cursors: readonly string[];
  readonly pages: readonly LoadedPage[];
};

export type GalleryState = {
  readonly entries: readonly GalleryEntry[];
  readonly cursors: readonly string[];
};

export type GalleryEvent =
  | { type: 'uploadsAdded'; uploadIds: readonly string[] }
  | { type: 'uploadStored'; uploadId: string; asset: Asset }
  | { type: 'assetsChanged'; assets: readonly Asset[] }
  | { type: 'removed'; keys: readonly string[] }
  | { type: 'putBack'; entry: GalleryEntry; index: number }
  /** Without effect when another list has come since, in which this page begins elsewhere. */
  | { type: 'pageAdded'; cursor: string; page: LoadedPage }
  /** Another filter or order: what is being uploaded, or was stored after the list was asked for, stays in front. */
  | { type: 'listReplaced'; list: AssetList; storedMeanwhile: ReadonlySet<string> };

/** A file on its way, an asset, an asset whose file is on its way, or the place of one that is still to be loaded. */
export type GalleryTile = {
  readonly key: string;
  readonly upload: UploadItem | null;
  readonly asset: Asset | null;
  readonly missingPage: number | null;
};

const entryOf = (asset: Asset): GalleryEntry => ({ key: asset.id, uploadId: null, asset, missingPage: null });
const uploadEntry = (uploadId: string): GalleryEntry => ({ key: uploadId, uploadId, asset: null, missingPage: null });
const gapsOf = (page: number, count: number): GalleryEntry[] =>
  Array.from({ length: Math.max(0, count) }, (_, index) => ({
    key: `page-${page}-${index}`,
    uploadId: null,
    asset: null,
    missingPage: page,
  }));

export function startGallery(list: AssetList, uploadIds: readonly string[]): GalleryState {
  return addList(list, uploadIds.map(uploadEntry));
}

function addList({ total, cursors, pages }: AssetList, inFront: readonly GalleryEntry[]): GalleryState {
  const gaps = Array.from({ length: cursors.length + 1 }, (_, page) =>
    gapsOf(page, page < cursors.length ? ASSETS_PER_PAGE : total - page * ASSETS_PER_PAGE),
  );
  return pages.reduce(addPage, { entries: [...inFront, ...gaps.flat()], cursors });
}

/** Puts a page in its place. What is known already stays where it is; lists that have grown or shrunk since go on. */
function addPage({ entries, cursors }: GalleryState, page: LoadedPage): GalleryState {
  const { number, nextCursor } = page;
  const known = new Set(entries.map(({ asset }) => asset?.id));
  const fresh = page.items.filter(({ id }) => !known.has(id)).map(entryOf);
  const isItsGap = ({ missingPage }: GalleryEntry) => missingPage === number;
  const first = entries.findIndex(isItsGap);
  // A page without a gap of its own is empty or comes after all others.
  const at = first === -1 ? entries.length : first;
  const filled = [...entries.slice(0, at), ...fresh, ...entries.slice(at).filter((entry) => !isItsGap(entry))];
  if (nextCursor === null) {
    return {
      entries: filled.filter(({ missingPage }) => missingPage === null || missingPage < number),
      cursors: cursors.slice(0, number),
    };
  }
  if (cursors.length === number) {
    return {
      entries: [...filled, ...gapsOf(number + 1, ASSETS_PER_PAGE)],
      cursors: [...cursors, nextCursor],
    };
  }
  const nextIsMissing = filled.some(({ missingPage }) => missingPage === number + 1);
  return { entries: filled, cursors: nextIsMissing ? cursors.with(number, nextCursor) : cursors };
}

/** Pure; assets are never in two entries. */
export function reduceGallery(state: GalleryState, event: GalleryEvent): GalleryState {
  const { entries } = state;
  switch (event.type) {
    case 'uploadsAdded':
      return { ...state, entries: [...event.uploadIds.map(uploadEntry), ...entries] };
    case 'uploadStored': {
      const { uploadId, asset } = event;
      const known = entries.some((entry) => entry.asset?.id === asset.id && entry.uploadId !== uploadId);
      if (known) {
        // Equal bytes were here already: that tile stays, this one goes.
        return replaceAssets(
          { ...state, entries: entries.filter((entry) => entry.uploadId !== uploadId || entry.asset !== null) },
          [asset],
        );
      }
      return {
        ...state,
        entries: entries.map((entry) =>
          entry.uploadId === uploadId && entry.asset === null ? { ...entry, asset } : entry,
        ),
      };
    }
    case 'assetsChanged':
      return replaceAssets(state, event.assets);
    case 'removed': {
      const gone = new Set(event.keys);
      return { ...state, entries: entries.filter(({ key }) => !gone.has(key)) };
    }
    case 'putBack':
      if (entries.some((entry) => entry.key === event.entry.key)) return state;
      return { ...state, entries: entries.toSpliced(event.index, 0, event.entry) };
    case 'pageAdded':
      return state.cursors[event.page.number - 1] === event.cursor ? addPage(state, event.page) : state;
    case 'listReplaced': {
      const isNewer = ({ uploadId, asset, missingPage }: GalleryEntry) =>
        missingPage === null && (asset === null || (uploadId !== null && event.storedMeanwhile.has(uploadId)));
      const known = new Map(entries.map((entry) => [entry.asset?.id, entry]));
      const { entries: listed, cursors } = addList(event.list, entries.filter(isNewer));
      return {
        cursors,
        entries: listed.map((entry) => {
          const before = entry.asset === null ? undefined : known.get(entry.asset.id);
          return before === undefined ? entry : { ...before, asset: entry.asset };
        }),
      };
    }
  }
}

function replaceAssets(state: GalleryState, assets: readonly Asset[]): GalleryState {
  const changed = new Map(assets.map((asset) => [asset.id, asset]));
  let touched = false;
  const entries = state.entries.map((entry) => {
    const asset = entry.asset === null ? undefined : changed.get(entry.asset.id);
    if (asset === undefined) return entry;
    touched = true;
    return { ...entry, asset };
  });
  return touched ? { ...state, entries } : state;
}

/**
 * The tiles to draw. An upload that turns out to carry an asset with a tile of its own is drawn on that tile; cancelled
 * and dismissed ones are not drawn.
 */
export function tilesOf(entries: readonly GalleryEntry[], queue: UploadQueue): GalleryTile[] {
  const ownerOf = new Map<string, string>();
  for (const entry of entries) if (entry.asset !== null) ownerOf.set(entry.asset.id, entry.key);
  for (const entry of entries) {
    const item = entry.uploadId === null ? undefined : queue.items.get(entry.uploadId);
    if (item?.assetId && item.stage !== 'duplicate' && item.stage !== 'cancelled' && !ownerOf.has(item.assetId)) {
      ownerOf.set(item.assetId, entry.key);
    }
  }
  const guests = new Map<string, UploadItem>();
  const tiles: GalleryTile[] = [];
  for (const entry of entries) {
    const upload = (entry.uploadId === null ? undefined : queue.items.get(entry.uploadId)) ?? null;
    if (entry.asset !== null || entry.missingPage !== null) {
      tiles.push({ key: entry.key, upload, asset: entry.asset, missingPage: entry.missingPage });
      continue;
    }
    if (upload === null || upload.stage === 'cancelled') continue;
    const owner = upload.assetId === null ? entry.key : (ownerOf.get(upload.assetId) ?? entry.key);
    if (owner === entry.key) tiles.push({ key: entry.key, upload, asset: upload.asset, missingPage: null });
    else if (upload.stage !== 'duplicate') guests.set(owner, upload);
  }
  if (guests.size === 0) return tiles;
  return tiles.map((tile) => (guests.has(tile.key) ? { ...tile, upload: guests.get(tile.key) ?? null } : tile));
}
