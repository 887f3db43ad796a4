'use client';

import { useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Asset } from '@/lib/schemas/asset';
import { ASSETS_PER_PAGE } from '@/lib/schemas/limits';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadSnapshot } from '@/lib/upload/upload-state';
import { type AssetList, reduceGallery, startGallery, tilesOf } from './gallery-state';
import { isTileOfView } from './is-tile-of-view';
import { jobApi } from './job-api';
import { formatJobView, type JobViewParams, toListQuery } from './job-view-params';
import { loadAssetList } from './load-asset-list';
import { selectableIdOf } from './tile-status';
import { isInFlight, useAssetWatch } from './use-asset-watch';
import { usePageLoader } from './use-page-loader';

type GalleryOptions = {
  jobId: string;
  /** What is to be shown, and what the server has listed when it rendered the page. */
  view: JobViewParams;
  list: AssetList;
  listView: JobViewParams;
  engine: UploadEngine | null;
  uploads: UploadSnapshot;
  onCountsChanged: () => void;
};

export type Gallery = ReturnType<typeof useGallery>;

/** The assets on screen: the server's list, page by page as they come into view, what is being uploaded, and what changed since. */
export function useGallery(options: GalleryOptions) {
  const { jobId, view, list, engine, uploads, onCountsChanged } = options;
  const [loading, setLoading] = useState(false);
  const [state, dispatch] = useReducer(reduceGallery, null, () =>
    startGallery(list, engine === null ? [] : openUploads(engine)),
  );
  /** The view that is loaded, or being loaded. */
  const loadedView = useRef(formatJobView(options.listView));
  const loads = useRef(0);
  const stored = useRef(new Set<string>());
  /** Pages, by number. */
  const inView = useRef<readonly number[]>([]);
  const missing = useRef<readonly number[]>([]);

  const changeAssets = (assets: Asset[]) => {
    dispatch({ type: 'assetsChanged', assets });
    onCountsChanged();
  };
  const watch = useAssetWatch(changeAssets, (assetId) => {
    dispatch({ type: 'removed', keys: [assetId] });
    onCountsChanged();
  });
  /** They are elsewhere now, in the trash or in another job. */
  const forget = (assetIds: readonly string[]) => {
    const ids = new Set(assetIds);
    const gone = tilesOf(state.entries, uploads.queue).filter((tile) => ids.has(selectableIdOf(tile) ?? ''));
    for (const { upload } of gone) if (upload?.stage === 'refused') engine?.dismiss(upload.id);
    dispatch({ type: 'removed', keys: gone.map(({ key }) => key) });
    onCountsChanged();
  };
  const watchWork = (assets: readonly Asset[]) => {
    for (const asset of assets) if (isInFlight(asset) || asset.takeBack?.edge === 'unchecked') watch(asset);
  };

  const tiles = useMemo(
    () => tilesOf(state.entries, uploads.queue).filter((tile) => isTileOfView(tile, view)),
    [state.entries, uploads.queue, view],
  );

  const replaceList = async (next: JobViewParams, pages: readonly number[] = []): Promise<void> => {
    loads.current += 1;
    const load = loads.current;
    const storedBefore = new Set(stored.current);
    const result = await loadAssetList(jobId, next, pages);
    if (loads.current !== load) return;
    setLoading(false);
    if (result.ok) {
      const storedMeanwhile = new Set([...stored.current].filter((uploadId) => !storedBefore.has(uploadId)));
      dispatch({ type: 'listReplaced', list: result.data, storedMeanwhile });
      for (const page of result.data.pages) watchWork(page.items);
    } else {
      toast.error('The images could not be loaded', { description: result.error.message });
    }
  };

  /** What is on screen, as the server has it now. */
  const reload = () => {
    void replaceList(view, inView.current);
    onCountsChanged();
  };

  const showView = useEffectEvent(() => {
    const wanted = formatJobView(view);
    if (loadedView.current === wanted) return;
    loadedView.current = wanted;
    setLoading(true);
    void replaceList(view);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is what it is run for
  useEffect(() => showView(), [view]);

  const loadPage = async (number: number): Promise<string | null> => {
    const cursor = state.cursors[number - 1];
    // A list that is about to be replaced has no more pages.
    if (cursor === undefined || loading) return null;
    const load = loads.current;
    const result = await jobApi.listAssets(jobId, { ...toListQuery(view), cursor });
    if (loads.current !== load) return null;
    if (!result.ok) return result.error.message;
    dispatch({ type: 'pageAdded', cursor, page: { ...result.data, number } });
    watchWork(result.data.items);
    return null;
  };
  const latestLoadPage = useRef(loadPage);
  useEffect(() => {
    latestLoadPage.current = loadPage;
  });
  const loader = usePageLoader((number) => latestLoadPage.current(number));

  const showTiles = (firstIndex: number, lastIndex: number, missingPages: readonly number[]) => {
    const from = Math.floor(firstIndex / ASSETS_PER_PAGE);
    const to = Math.floor(lastIndex / ASSETS_PER_PAGE);
    inView.current = Array.from({ length: to - from + 1 }, (_, offset) => from + offset).filter((page) => page > 0);
    missing.current = missingPages;
    loader.want(missingPages);
  };

  // What the server is still working on when the page opens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    for (const page of list.pages) watchWork(page.items);
  }, []);

  // Files that have become assets get their own entries.
  useEffect(() => {
    for (const item of uploads.queue.items.values()) {
      if (item.asset === null || stored.current.has(item.id)) continue;
      if (item.stage !== 'ready' && item.stage !== 'duplicate') continue;
      stored.current.add(item.id);
      dispatch({ type: 'uploadStored', uploadId: item.id, asset: item.asset });
      onCountsChanged();
    }
  });

  const addFiles = (files: File[]) => {
    if (engine === null) return;
    const uploadIds = engine.add(files);
    // The tray says first what was dropped; the tiles are a task of their own.
    setTimeout(() => dispatch({ type: 'uploadsAdded', uploadIds }));
  };

  return {
    state,
    dispatch,
    tiles,
    loading,
    problem: loader.problem,
    showTiles,
    /** Loads these before those in view. @param pages by number */
    needPages: (pages: readonly number[]) => loader.want(pages, 'first'),
    /** Asks once more for what could not be loaded. */
    retry: () => loader.want(missing.current),
    reload,
    addFiles,
    changeAssets,
    forget,
    watch,
  };
}

/** Uploads of an earlier visit to this page that have no asset of their own on it yet. */
function openUploads(engine: UploadEngine): string[] {
  return [...engine.getSnapshot().queue.items.values()]
    .filter(({ stage }) => stage !== 'ready' && stage !== 'duplicate' && stage !== 'cancelled')
    .map(({ id }) => id);
}
