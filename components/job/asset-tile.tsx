'use client';

import { Ellipsis, RotateCw, Trash2, X } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { SpriteIcon } from '@/components/ui/icon-sprite';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import { uploadPercent } from '@/components/upload/upload-stage';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import { hasEnded, type UploadItem } from '@/lib/upload/upload-queue';
import { CopyLinkButton } from './copy-link-button';
import { PublicSwitch } from './public-switch';
import { SelectMark } from './select-mark';
import type { TileHandlers } from './tile-handlers';
import { TileNameInput } from './tile-name-input';
import { TilePicture } from './tile-picture';
import { describeTile, isStored, isUploadShown, statusCodeOf, troubleOf } from './tile-status';
import { TileStatusLine } from './tile-status-line';

/** Thumbnails that are asked for before the browser knows what is in view. */
const EAGER_TILES = 12;

/** Where a tile is in the list, of which only a part is drawn. */
export type TilePlace = {
  index: number;
  /** Of the whole list. */
  count: number;
  /** Pixels to the row before it beyond the usual ones, where rows between them are not drawn. */
  gapBefore: number;
  /** The one tile whose controls Tab reaches; arrows go to the others. */
  isTabStop: boolean;
};

type AssetTileProps = TilePlace & {
  tileKey: string;
  upload: UploadItem | null;
  asset: Asset | null;
  pending: Visibility | undefined;
  /** What it is selected by; null where it cannot be. */
  selectableId: string | null;
  selected: boolean;
  /** Its name is an input. */
  renamed: boolean;
  onRenameEnd: () => void;
  handlers: TileHandlers;
};

/** One file, from the drop to the published image, in one element. */
export const AssetTile = memo(function AssetTile(props: AssetTileProps) {
  const { tileKey, upload, asset, pending, selectableId, selected, renamed, handlers, index, isTabStop } = props;
  const name = asset?.name ?? upload?.name ?? '';
  const status = describeTile(upload, asset, pending);
  const trouble = troubleOf(upload, asset);
  const stored = isStored(asset);
  const uploading = isUploadShown(upload, asset) && !hasEnded(upload);
  const tabIndex = isTabStop ? 0 : -1;
  const frame = 'aspect-square w-full rounded-lg';
  return (
    <li
      aria-label={name}
      data-tile={tileKey}
      data-asset-id={asset?.id ?? upload?.assetId ?? undefined}
      data-status={statusCodeOf(upload, asset)}
      {...placeOf(props)}
      className={cn(
        'group/tile relative flex min-w-0 scroll-my-16 flex-wrap content-start items-center rounded-lg p-1',
        selected && 'bg-accent-soft',
      )}
    >
      {trouble === null ? (
        <TilePicture
          // Not before its head was looked at: a browser would decode whatever it is given.
          file={upload === null || upload.contentType === null ? null : handlers.findFile(upload.id)}
          asset={asset}
          dimmed={uploading && upload.stage !== 'verifying'}
          eager={index < EAGER_TILES}
          onBroken={() => asset !== null && handlers.refreshUrls(asset.id)}
          className={frame}
        >
          {uploading ? <TileProgress upload={upload} /> : null}
        </TilePicture>
      ) : (
        <TileTrouble reason={trouble} upload={upload} handlers={handlers} tabIndex={tabIndex} className={frame} />
      )}
      {stored ? (
        <button
          type="button"
          aria-label={`Open ${name}`}
          data-tile-button=""
          tabIndex={tabIndex}
          // Shift would mark the text between.
          onMouseDown={(event) => event.shiftKey && event.preventDefault()}
          onClick={(event) => {
            if (event.shiftKey || event.ctrlKey || event.metaKey) handlers.select(asset.id, event.shiftKey);
            else handlers.open(asset.id);
          }}
          className={cn(
            'absolute inset-x-1 top-1 z-2 aspect-square cursor-zoom-in scroll-my-16 rounded-lg',
            selected && 'border-2 border-accent',
          )}
        />
      ) : null}
      {selectableId !== null ? (
        <SelectMark
          name={name}
          selected={selected}
          tabIndex={tabIndex}
          onSelect={(event) => handlers.select(selectableId, event.shiftKey)}
        />
      ) : null}
      {stored && renamed ? (
        <TileNameInput asset={asset} handlers={handlers} onEnd={props.onRenameEnd} />
      ) : (
        <MiddleTruncate text={name} className="mt-2 h-5 flex-1 basis-[calc(100%-3.25rem)] pl-1 text-sm" />
      )}
      <PublicSwitch
        asset={stored ? asset : null}
        pending={pending}
        onChange={handlers.setVisibility}
        tabIndex={tabIndex}
        className="mt-2 mr-0.5 ml-2"
      />
      <TileStatusLine status={status} className="h-8 basis-[40%] pl-1" />
      {stored ? (
        <CopyLinkButton url={asset.pageUrl} copy={handlers.copyLink} tabIndex={tabIndex} className="h-7 px-0" />
      ) : null}
      <IconButton
        label={uploading ? 'Cancel upload' : 'Delete'}
        size="sm"
        tabIndex={tabIndex}
        className="h-7"
        onClick={() => handlers.remove(tileKey)}
      >
        <SpriteIcon icon={uploading ? X : Trash2} />
      </IconButton>
      {stored ? (
        <IconButton
          label="More"
          tooltip={false}
          size="sm"
          aria-haspopup="menu"
          tabIndex={tabIndex}
          className="h-7"
          onClick={(event) => handlers.openMenu(asset, event.currentTarget)}
        >
          <SpriteIcon icon={Ellipsis} />
        </IconButton>
      ) : null}
    </li>
  );
});

/** The place of an image that is still to be loaded, or drawn. */
export const MissingTile = memo(function MissingTile(props: TilePlace) {
  return (
    <li
      aria-label={`Image ${props.index + 1}, loading`}
      aria-busy="true"
      {...placeOf(props)}
      className="min-w-0 scroll-my-16 rounded-lg p-1"
    >
      <div className="mb-15 aspect-square w-full rounded-lg bg-sunken" />
    </li>
  );
});

const placeOf = ({ index, count, gapBefore, isTabStop }: TilePlace) => ({
  'aria-posinset': index + 1,
  'aria-setsize': count,
  'data-index': index,
  // Without a control to focus, the tile itself is.
  tabIndex: isTabStop ? -1 : undefined,
  style: gapBefore > 0 ? { marginTop: gapBefore } : undefined,
});

function TileProgress({ upload }: { upload: UploadItem }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      className={cn('absolute inset-x-0 bottom-0 z-2 h-1 w-full', upload.stage === 'verifying' && 'animate-pulse')}
    >
      <rect width="100" height="1" className="fill-ground/70" />
      <rect width={uploadPercent(upload)} height="1" className="fill-accent" />
    </svg>
  );
}

type TileTroubleProps = {
  reason: string;
  upload: UploadItem | null;
  handlers: TileHandlers;
  tabIndex: number;
  className: string;
};

function TileTrouble({ reason, upload, handlers, tabIndex, className }: TileTroubleProps) {
  return (
    <div
      className={cn(
        className,
        'flex flex-col items-start justify-end gap-2 overflow-hidden border border-outline border-dashed p-3',
      )}
    >
      <p title={reason} className="line-clamp-6 w-full break-words text-sm">
        {reason}
      </p>
      {upload?.retryable ? (
        <Button size="sm" tabIndex={tabIndex} onClick={() => handlers.retry(upload.id)}>
          <RotateCw aria-hidden="true" />
          Retry
        </Button>
      ) : null}
    </div>
  );
}
