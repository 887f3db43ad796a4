'use client';

import { useEffect, useEffectEvent, useMemo, useReducer, useState } from 'react';
import { toast } from 'sonner';
import type { Asset } from '@/lib/schemas/asset';
import type { BulkTarget } from './bulk-run';
import type { GalleryTile } from './gallery-state';
import { jobApi } from './job-api';
import { formatJobView, type JobViewParams, toListQuery } from './job-view-params';
import { rangeOrder } from './range-order';
import {
  countSelected,
  isSelected,
  isSelecting,
  NOTHING_SELECTED,
  reduceSelection,
  type Selection,
} from './selection-state';
import { isRefused, isSelectable, isStored, selectableIdOf } from './tile-status';

/** Ids that are asked for at once. */
const IDS_PER_REQUEST = 100;

type SelectionOptions = {
  jobId: string;
  view: JobViewParams;
  tiles: readonly GalleryTile[];
  /** Where the pages after the first begin. */
  cursors: readonly string[];
};

/** What is selected, for as long as the same view is shown. Ctrl+A takes all of it, Escape none. */
export function useSelection(options: SelectionOptions) {
  const { jobId, view, tiles, cursors } = options;
  const [selection, dispatch] = useReducer(reduceSelection, NOTHING_SELECTED);
  const [shownView, setShownView] = useState(view);
  if (shownView !== view) {
    setShownView(view);
    if (formatJobView(shownView) !== formatJobView(view)) dispatch({ type: 'cleared' });
  }

  /** Those that are not loaded yet are taken for images that can be selected; few are not. */
  const total = useMemo(
    () => tiles.filter((tile) => tile.missingPage !== null || selectableIdOf(tile) !== null).length,
    [tiles],
  );

  /** @param standsAt where the keyboard is: a range begins there unless one ends there */
  const extend = async (to: string, standsAt?: string): Promise<void> => {
    const isNew = standsAt !== undefined && standsAt !== selection.end;
    const from = isNew ? standsAt : selection.anchor;
    const listPage = async (page: number) => {
      const cursor = cursors[page - 1];
      const result = await jobApi.listAssets(jobId, { ...toListQuery(view), ...(cursor !== undefined && { cursor }) });
      if (!result.ok) throw new Error(result.error.message);
      return result.data.items.filter(isSelectable).map(({ id }) => id);
    };
    try {
      const order = from === null ? null : await rangeOrder(tiles, from, to, listPage);
      if (isNew) dispatch({ type: 'anchored', id: standsAt });
      dispatch({ type: 'extended', to, order: order ?? [to] });
    } catch (error) {
      toast.error('The images between could not be selected', {
        description: error instanceof Error ? error.message : undefined,
      });
    }
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.shiftKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]')) {
      return;
    }
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'a' && isCommand && total > 0) {
      event.preventDefault();
      dispatch({ type: 'allSelected' });
    } else if (event.key === 'Escape' && !isCommand && isSelecting(selection)) {
      event.preventDefault();
      dispatch({ type: 'cleared' });
    }
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  const count = countSelected(selection, total);
  const refused = useMemo(
    () =>
      tiles.filter((tile) => {
        const id = selectableIdOf(tile);
        return id !== null && !isStored(tile.asset) && isSelected(selection, id);
      }).length,
    [tiles, selection],
  );

  return {
    selection,
    dispatch,
    extend: (to: string, standsAt?: string) => void extend(to, standsAt),
    total,
    count,
    /** Without those that were refused, as far as they are loaded. */
    storedCount: count - refused,
    /** Null where not all of them are loaded. */
    bytes: selection.all ? null : bytesOf(selection.ids, tiles),
    /** What is selected now, whatever is clicked later. */
    pages: () => selectedPages(selection, options),
  };
}

function bytesOf(ids: ReadonlySet<string>, tiles: readonly GalleryTile[]): number {
  return tiles.reduce((sum, { asset }) => (asset !== null && ids.has(asset.id) ? sum + asset.bytes : sum), 0);
}

/** The selected images, page by page as they are needed; fresh from the server where the page does not have them. */
async function* selectedPages(
  { all, ids }: Selection,
  { jobId, view, tiles }: SelectionOptions,
): AsyncGenerator<Asset[]> {
  if (!all) {
    const known = new Map(tiles.flatMap(({ asset }) => (asset === null ? [] : [[asset.id, asset] as const])));
    const wanted = [...ids];
    for (let from = 0; from < wanted.length; from += IDS_PER_REQUEST) {
      const page = wanted.slice(from, from + IDS_PER_REQUEST);
      const here = page.flatMap((id) => known.get(id) ?? []);
      yield here.length === page.length ? here : await jobApi.getAssets(page);
    }
    return;
  }
  for await (const page of listedPages(jobId, view)) yield page.filter(({ id }) => !ids.has(id));
}

/** All images of a view, those that were refused among them. */
export async function* listedPages(jobId: string, view: JobViewParams): AsyncGenerator<Asset[]> {
  for (let cursor: string | undefined, isLast = false; !isLast; ) {
    const result = await jobApi.listAssets(jobId, { ...toListQuery(view), ...(cursor !== undefined && { cursor }) });
    if (!result.ok) throw new Error(result.error.message);
    yield result.data.items.filter(isSelectable);
    cursor = result.data.nextCursor ?? undefined;
    isLast = cursor === undefined;
  }
}

export const toTarget = (asset: Asset): BulkTarget => ({
  id: asset.id,
  name: asset.name,
  isPublic: asset.visibility === 'public',
  isRefused: isRefused(asset),
});
