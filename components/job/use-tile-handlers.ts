'use client';

import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import { hasEnded } from '@/lib/upload/upload-queue';
import { downloadOriginal } from './download-original';
import type { JobPageActions } from './job-actions';
import { shortName } from './short-name';
import type { TileHandlers } from './tile-handlers';
import { isStored } from './tile-status';
import { useFreshUrls } from './use-fresh-urls';
import type { Gallery } from './use-gallery';
import { useStableHandlers } from './use-stable-handlers';
import { useTrash } from './use-trash';
import { useVisibility } from './use-visibility';

type TileHandlersOptions = Pick<
  TileHandlers,
  'open' | 'openMenu' | 'select' | 'move' | 'copyLink' | 'rename' | 'deleteForGood'
> & {
  actions: JobPageActions;
  engine: UploadEngine | null;
  gallery: Gallery;
  setCover: (assetId: string) => Promise<void>;
  onCountsChanged: () => void;
  /** It goes to the trash, or for good. */
  onRemove: (assetId: string) => void;
};

type TileActions = {
  handlers: TileHandlers;
  /** What was asked for and not yet answered. */
  pending: ReadonlyMap<string, Visibility>;
  deleteForGood: (asset: Asset) => Promise<void>;
};

/** What a tile's buttons and keys do, with what the dialog they open needs. */
export function useTileHandlers(options: TileHandlersOptions): TileActions {
  const { actions, engine, gallery, setCover, onCountsChanged } = options;
  const { dispatch, changeAssets, watch } = gallery;
  const { pending, setVisibility } = useVisibility({
    setVisibility: actions.setVisibility,
    onChange: changeAssets,
    watch,
  });
  const { trash, deleteForGood } = useTrash({ actions, gallery: gallery.state, dispatch, watch, onCountsChanged });
  const refreshUrls = useFreshUrls((assets) => dispatch({ type: 'assetsChanged', assets }));

  const remove = (key: string) => {
    const tile = gallery.tiles.find((other) => other.key === key);
    if (tile === undefined) return;
    const { upload, asset } = tile;
    if (upload !== null && !hasEnded(upload)) engine?.cancel(upload.id);
    else if (upload !== null && (upload.stage === 'refused' || upload.stage === 'failed')) engine?.dismiss(upload.id);
    else if (asset !== null) {
      options.onRemove(asset.id);
      void (isStored(asset) ? trash(asset) : deleteForGood(asset));
      return;
    }
    dispatch({ type: 'removed', keys: [key] });
    onCountsChanged();
  };

  const download = (asset: Asset) =>
    void downloadOriginal(asset).catch((error: unknown) =>
      toast.error(`${shortName(asset.name)} could not be downloaded`, {
        description: error instanceof Error ? error.message : undefined,
      }),
    );

  const saveName = async (asset: Asset, name: string): Promise<string | null> => {
    const result = await settle(actions.renameAsset({ assetId: asset.id, name }));
    if (!result.ok) return result.error.fields?.name ?? result.error.message;
    changeAssets([result.data]);
    return null;
  };

  const handlers = useStableHandlers<TileHandlers>({
    open: options.open,
    openMenu: options.openMenu,
    select: options.select,
    move: options.move,
    setVisibility: (asset, wanted) => void setVisibility(asset, wanted),
    copyLink: options.copyLink,
    remove,
    retry: (uploadId) => engine?.retry(uploadId),
    rename: options.rename,
    saveName,
    download,
    makeCover: (asset) => void setCover(asset.id),
    deleteForGood: options.deleteForGood,
    refreshUrls,
    findFile: (uploadId) => engine?.findFile(uploadId) ?? null,
  });

  return {
    handlers,
    pending,
    deleteForGood: async (asset) => {
      options.onRemove(asset.id);
      await deleteForGood(asset);
    },
  };
}
