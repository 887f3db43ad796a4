'use client';

import type { Dispatch } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import type { Asset } from '@/lib/schemas/asset';
import type { GalleryEntry, GalleryEvent, GalleryState } from './gallery-state';
import type { JobPageActions } from './job-actions';
import { shortName } from './short-name';
import { isInFlight, type WatchAsset } from './use-asset-watch';

const UNDO_MS = 10_000;

type TrashOptions = {
  actions: Pick<JobPageActions, 'trashAsset' | 'restoreAsset' | 'deleteAsset'>;
  gallery: GalleryState;
  dispatch: Dispatch<GalleryEvent>;
  watch: WatchAsset;
  onCountsChanged: () => void;
};

/** Trash with undo, and deletion for good. The tile goes at once and comes back to its place if the server says no. */
export function useTrash({ actions, gallery, dispatch, watch, onCountsChanged }: TrashOptions) {
  const take = (asset: Asset): { entry: GalleryEntry; index: number } | null => {
    const index = gallery.entries.findIndex((entry) => entry.asset?.id === asset.id);
    const entry = gallery.entries[index];
    if (entry === undefined) return null;
    dispatch({ type: 'removed', keys: [entry.key] });
    return { entry: { ...entry, asset: hidden(asset) }, index };
  };

  const trash = async (asset: Asset): Promise<void> => {
    const place = take(asset);
    if (place === null) return;
    const trashed = settle(actions.trashAsset({ assetId: asset.id }));
    const toastId = toast(`${shortName(asset.name)} is in the trash`, {
      description: asset.visibility === 'public' ? 'Its link stops working.' : undefined,
      duration: UNDO_MS,
      action: { label: 'Undo', onClick: () => void undo(asset, place, trashed) },
    });
    const result = await trashed;
    if (!result.ok) {
      toast.dismiss(toastId);
      dispatch({ type: 'putBack', entry: { ...place.entry, asset }, index: place.index });
      toast.error(`${shortName(asset.name)} was not deleted`, { description: result.error.message });
    }
    onCountsChanged();
  };

  const undo = async (
    asset: Asset,
    place: { entry: GalleryEntry; index: number },
    trashed: Promise<unknown>,
  ): Promise<void> => {
    dispatch({ type: 'putBack', ...place });
    await trashed;
    const result = await settle(actions.restoreAsset({ assetId: asset.id }));
    if (!result.ok) {
      dispatch({ type: 'removed', keys: [place.entry.key] });
      toast.error(`${shortName(asset.name)} is still in the trash`, { description: result.error.message });
      return;
    }
    dispatch({ type: 'assetsChanged', assets: [result.data] });
    if (isInFlight(result.data)) watch(result.data);
    if (asset.visibility === 'public') toast(`${shortName(asset.name)} is back, and private`);
    onCountsChanged();
  };

  const deleteForGood = async (asset: Asset): Promise<void> => {
    const place = take(asset);
    const result = await settle(actions.deleteAsset({ assetId: asset.id }));
    if (result.ok) toast(`${shortName(asset.name)} is deleted for good`);
    else {
      if (place !== null) dispatch({ type: 'putBack', entry: { ...place.entry, asset }, index: place.index });
      toast.error(`${shortName(asset.name)} was not deleted`, { description: result.error.message });
    }
    onCountsChanged();
  };

  return { trash, deleteForGood };
}

/** What trash makes of an asset: never public, whatever it was. */
function hidden(asset: Asset): Asset {
  if (asset.visibility === 'private' && asset.wantedVisibility === 'private') return asset;
  return {
    ...asset,
    status: 'unpublishing',
    visibility: 'private',
    wantedVisibility: 'private',
    publicUrl: null,
    pageUrl: null,
  };
}
