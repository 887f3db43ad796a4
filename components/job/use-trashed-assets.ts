'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import type { Asset, AssetPage } from '@/lib/schemas/asset';
import type { JobPageActions } from './job-actions';
import { jobApi } from './job-api';
import { shortName } from './short-name';

export type TrashActions = Pick<JobPageActions, 'restoreAsset' | 'deleteAsset'>;

/** The deleted images on screen: the server's first page and those loaded after it, without those that have left. */
export function useTrashedAssets(jobId: string, firstPage: AssetPage, actions: TrashActions) {
  const [assets, setAssets] = useState(firstPage.items);
  const [nextCursor, setNextCursor] = useState(firstPage.nextCursor);

  const drop = (assetId: string) => setAssets((before) => before.filter(({ id }) => id !== assetId));

  const restore = async (asset: Asset): Promise<void> => {
    const result = await settle(actions.restoreAsset({ assetId: asset.id }));
    if (result.ok) {
      drop(asset.id);
      toast.success(`${shortName(asset.name)} is back`, { description: 'It is private.' });
    } else toast.error(`${shortName(asset.name)} was not restored`, { description: result.error.message });
  };

  const deleteNow = async (asset: Asset): Promise<void> => {
    const result = await settle(actions.deleteAsset({ assetId: asset.id }));
    if (result.ok) {
      drop(asset.id);
      toast(`${shortName(asset.name)} is deleted for good`);
    } else toast.error(`${shortName(asset.name)} was not deleted`, { description: result.error.message });
  };

  /** @returns what went wrong, in words, or null */
  const loadMore = async (): Promise<string | null> => {
    const result = await jobApi.listAssets(jobId, { trashed: true, ...(nextCursor ? { cursor: nextCursor } : {}) });
    if (!result.ok) return result.error.message;
    setAssets((before) => [...before, ...result.data.items]);
    setNextCursor(result.data.nextCursor);
    return null;
  };

  return { assets, nextCursor, restore, deleteNow, loadMore };
}
