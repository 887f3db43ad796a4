'use client';

import { useEffect, useEffectEvent } from 'react';
import { toast } from 'sonner';
import { ASSETS_PER_PAGE } from '@/lib/schemas/limits';
import type { GalleryTile } from './gallery-state';
import { jobApi } from './job-api';
import { type JobViewParams, toListQuery } from './job-view-params';
import { isStored } from './tile-status';

type LocateOptions = {
  jobId: string;
  view: JobViewParams;
  tiles: readonly GalleryTile[];
  /** The list is being replaced: what it has is not known. */
  loading: boolean;
  openId: string | null;
  needPages: (pages: readonly number[]) => void;
  close: () => void;
};

/**
 * Loads the page of the image that the address names. One that is not there, was never there or is somebody else's is
 * told alike.
 */
export function useLocatedAsset(options: LocateOptions): void {
  const { tiles, loading, openId } = options;
  const isHere = openId === null || tiles.some(({ asset }) => isStored(asset) && asset.id === openId);

  const locate = useEffectEvent(async (assetId: string, isCurrent: () => boolean) => {
    const { jobId, view, needPages, close } = options;
    const result = await jobApi.listAssetPages(jobId, { ...toListQuery(view), asset: assetId });
    if (!isCurrent()) return;
    const place = result.ok ? result.data.place : null;
    const page = place === null ? null : Math.floor(place / ASSETS_PER_PAGE);
    if (page !== null && tiles.some(({ missingPage }) => missingPage === page)) {
      needPages([page]);
      return;
    }
    close();
    toast('That image is not here', {
      description: 'It may be in the trash or in another job, or left out by the filter.',
    });
  });

  useEffect(() => {
    if (openId === null || isHere || loading) return;
    let isCurrent = true;
    void locate(openId, () => isCurrent);
    return () => {
      isCurrent = false;
    };
  }, [openId, isHere, loading]);
}
