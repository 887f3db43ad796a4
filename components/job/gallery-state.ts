import type { Asset, AssetPage } from '../../lib/schemas/asset.ts';
import type { UploadItem, UploadQueue } from '../../lib/upload/upload-queue.ts';

/** One place in the grid. Its key stays from the drop to the stored asset, so that its element stays too. */
export type GalleryEntry = {
  readonly key: string;
  readonly uploadId: string | null;
  readonly asset: Asset | null;
};

export type GalleryState = {
  readonly entries: readonly GalleryEntry[];
  readonly nextCursor: string | null;
};

export type GalleryEvent =
  | { type: 'uploadsAdded'; uploadIds: readonly string[] }
  | { type: 'uploadStored'; uploadId: string; asset: Asset }
  | { type: 'assetsChanged'; assets: readonly Asset[] }
  | { type: 'removed'; key: string }
  | { type: 'putBack'; entry: GalleryEntry; index: number }
  /** Without effect when another first page has come since, which ends elsewhere. */
  | { type: 'pageAdded'; after: string; page: AssetPage }
  /** Another filter or order: what is being uploaded, or was stored after the page was asked for, stays in front. */
  | { type: 'pageReplaced'; page: AssetPage; storedMeanwhile: ReadonlySet<string> };

/** A file on its way, an asset, or an asset whose file is on its way. */
export type GalleryTile = { readonly key: string; readonly upload: UploadItem | null; readonly asset: Asset | null };

const entryOf = (asset: Asset): GalleryEntry => ({ key: asset.id, uploadId: null, asset });
const uploadEntry = (uploadId: string): GalleryEntry => ({ key: uploadId, uploadId, asset: null });

export function startGallery(page: AssetPage, uploadIds: readonly string[]): GalleryState {
  return {
    entries: [...uploadIds.map(uploadEntry), ...page.items.map(entryOf)],
    nextCursor: page.nextCursor,
  };
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
    case 'removed':
      return { ...state, entries: entries.filter((entry) => entry.key !== event.key) };
    case 'putBack':
      if (entries.some((entry) => entry.key === event.entry.key)) return state;
      return { ...state, entries: entries.toSpliced(event.index, 0, event.entry) };
    case 'pageAdded': {
      if (state.nextCursor !== event.after) return state;
      const known = new Set(entries.map((entry) => entry.asset?.id));
      const fresh = event.page.items.filter((asset) => !known.has(asset.id));
      return { entries: [...entries, ...fresh.map(entryOf)], nextCursor: event.page.nextCursor };
    }
    case 'pageReplaced': {
      const isNewer = ({ uploadId, asset }: GalleryEntry) =>
        asset === null || (uploadId !== null && event.storedMeanwhile.has(uploadId));
      const newer = entries.filter(isNewer);
      const newerIds = new Set(newer.map((entry) => entry.asset?.id));
      const keys = new Map(entries.map((entry) => [entry.asset?.id, entry]));
      const listed = event.page.items
        .filter((asset) => !newerIds.has(asset.id))
        .map((asset) => ({ ...(keys.get(asset.id) ?? entryOf(asset)), asset }));
      return { entries: [...newer, ...listed], nextCursor: event.page.nextCursor };
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
    if (entry.asset !== null) {
      tiles.push({ key: entry.key, upload, asset: entry.asset });
      continue;
    }
    if (upload === null || upload.stage === 'cancelled') continue;
    const owner = upload.assetId === null ? entry.key : (ownerOf.get(upload.assetId) ?? entry.key);
    if (owner === entry.key) tiles.push({ key: entry.key, upload, asset: upload.asset });
    else if (upload.stage !== 'duplicate') guests.set(owner, upload);
  }
  if (guests.size === 0) return tiles;
  return tiles.map((tile) => (guests.has(tile.key) ? { ...tile, upload: guests.get(tile.key) ?? null } : tile));
}
