'use client';

import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Asset, AssetPage } from '@/lib/schemas/asset';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadSnapshot } from '@/lib/upload/upload-state';
import { reduceGallery, startGallery, tilesOf } from './gallery-state';
import { jobApi } from './job-api';
import { formatJobView, type JobViewParams, toListQuery } from './job-view-params';
import { isInFlight, useAssetWatch } from './use-asset-watch';

type GalleryOptions = {
  jobId: string;
  firstPage: AssetPage;
  initialView: JobViewParams;
  engine: UploadEngine | null;
  uploads: UploadSnapshot;
  onCountsChanged: () => void;
};

export type Gallery = ReturnType<typeof useGallery>;

/** The assets on screen: the server's first page, those loaded after it, what is being uploaded, and what changed since. */
export function useGallery(options: GalleryOptions) {
  const { jobId, firstPage, engine, uploads, onCountsChanged } = options;
  const [view, setView] = useState(options.initialView);
  const [loading, setLoading] = useState(false);
  const [state, dispatch] = useReducer(reduceGallery, null, () =>
    startGallery(firstPage, engine === null ? [] : openUploads(engine)),
  );
  const latestView = useRef(view);
  const stored = useRef(new Set<string>());

  const changeAssets = (assets: Asset[]) => {
    dispatch({ type: 'assetsChanged', assets });
    onCountsChanged();
  };
  const watch = useAssetWatch(changeAssets, (assetId) => {
    dispatch({ type: 'removed', key: assetId });
    onCountsChanged();
  });

  const tiles = useMemo(() => tilesOf(state.entries, uploads.queue), [state.entries, uploads.queue]);

  const replacePage = async (next: JobViewParams): Promise<void> => {
    const storedBefore = new Set(stored.current);
    const result = await jobApi.listAssets(jobId, toListQuery(next));
    if (latestView.current !== next) return;
    if (result.ok) {
      const storedMeanwhile = new Set([...stored.current].filter((uploadId) => !storedBefore.has(uploadId)));
      dispatch({ type: 'pageReplaced', page: result.data, storedMeanwhile });
      for (const asset of result.data.items) if (isInFlight(asset)) watch(asset);
    } else {
      toast.error('The images could not be loaded', { description: result.error.message });
    }
  };

  /** What is on screen, as the server has it now. */
  const reload = () => {
    void replacePage(view);
    onCountsChanged();
  };

  const changeView = async (next: JobViewParams): Promise<void> => {
    latestView.current = next;
    setView(next);
    window.history.replaceState(null, '', `/jobs/${jobId}${formatJobView(next)}`);
    setLoading(true);
    await replacePage(next);
    if (latestView.current === next) setLoading(false);
  };

  const loadMore = async (): Promise<string | null> => {
    const { nextCursor } = state;
    if (nextCursor === null) return null;
    const forView = latestView.current;
    const result = await jobApi.listAssets(jobId, { ...toListQuery(forView), cursor: nextCursor });
    if (!result.ok) return result.error.message;
    if (latestView.current === forView) dispatch({ type: 'pageAdded', after: nextCursor, page: result.data });
    return null;
  };

  // What the server is still working on when the page opens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    for (const asset of firstPage.items) {
      if (isInFlight(asset) || asset.takeBack?.edge === 'unchecked') watch(asset);
    }
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
    dispatch({ type: 'uploadsAdded', uploadIds });
    if (view.show !== 'all') void changeView({ ...view, show: 'all' });
  };

  const { nextCursor } = state;
  return {
    state,
    dispatch,
    tiles,
    nextCursor,
    view,
    loading,
    changeView,
    loadMore,
    reload,
    addFiles,
    changeAssets,
    watch,
  };
}

/** Uploads of an earlier visit to this page that have no asset of their own on it yet. */
function openUploads(engine: UploadEngine): string[] {
  return [...engine.getSnapshot().queue.items.values()]
    .filter(({ stage }) => stage !== 'ready' && stage !== 'duplicate' && stage !== 'cancelled')
    .map(({ id }) => id);
}
