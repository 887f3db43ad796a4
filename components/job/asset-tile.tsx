'use client';

import { RotateCw, Trash2, X } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import { uploadPercent } from '@/components/upload/upload-stage';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import { hasEnded, type UploadItem } from '@/lib/upload/upload-queue';
import { CopyLinkButton } from './copy-link-button';
import { PublicSwitch } from './public-switch';
import type { TileHandlers } from './tile-handlers';
import { TileMenu } from './tile-menu';
import { TilePicture } from './tile-picture';
import { describeTile, isStored, isUploadShown, statusCodeOf, troubleOf } from './tile-status';
import { TileStatusLine } from './tile-status-line';

type AssetTileProps = {
  tileKey: string;
  upload: UploadItem | null;
  asset: Asset | null;
  pending: Visibility | undefined;
  handlers: TileHandlers;
};

/** One file, from the drop to the published image, in one element. */
export const AssetTile = memo(function AssetTile({ tileKey, upload, asset, pending, handlers }: AssetTileProps) {
  const name = asset?.name ?? upload?.name ?? '';
  const status = describeTile(upload, asset, pending);
  const trouble = troubleOf(upload, asset);
  const stored = isStored(asset);
  const uploading = isUploadShown(upload, asset) && !hasEnded(upload);
  return (
    <li
      aria-label={name}
      data-tile={tileKey}
      data-asset-id={asset?.id ?? upload?.assetId ?? undefined}
      data-status={statusCodeOf(upload, asset)}
      className="min-w-0 rounded-lg p-1 [contain-intrinsic-size:auto_18rem] [content-visibility:auto]"
    >
      <div className="relative aspect-square">
        <div
          className={cn(
            'absolute inset-0 overflow-hidden rounded-lg bg-sunken',
            trouble !== null && 'border border-outline border-dashed bg-transparent',
          )}
        >
          {trouble === null ? (
            <TilePicture
              // Not before its head was looked at: a browser would decode whatever it is given.
              file={upload === null || upload.contentType === null ? null : handlers.findFile(upload.id)}
              asset={asset}
              dimmed={uploading && upload.stage !== 'verifying'}
              onBroken={() => asset !== null && handlers.refreshUrls(asset.id)}
            />
          ) : (
            <TileTrouble reason={trouble} upload={upload} handlers={handlers} />
          )}
          {uploading ? <TileProgress upload={upload} /> : null}
        </div>
        {stored ? (
          <button
            type="button"
            aria-label={`Open ${name}`}
            data-tile-button=""
            onClick={() => handlers.open(asset.id)}
            className="absolute inset-0 cursor-zoom-in rounded-lg"
          />
        ) : null}
      </div>
      <div className="flex items-center gap-2 pt-2 pr-0.5 pl-1">
        <MiddleTruncate text={name} className="flex-1 text-sm" />
        <PublicSwitch asset={stored ? asset : null} pending={pending} onChange={handlers.setVisibility} />
      </div>
      <div className="flex h-8 items-center pl-1">
        <TileStatusLine status={status} />
        {stored ? <CopyLinkButton url={asset.pageUrl} copy={handlers.copyLink} className="h-7 px-0" /> : null}
        {uploading ? (
          <IconButton label="Cancel upload" size="sm" className="h-7" onClick={() => handlers.remove(tileKey)}>
            <X aria-hidden="true" />
          </IconButton>
        ) : (
          <IconButton label="Delete" size="sm" className="h-7" onClick={() => handlers.remove(tileKey)}>
            <Trash2 aria-hidden="true" />
          </IconButton>
        )}
        {stored ? <TileMenu asset={asset} handlers={handlers} className="h-7" /> : null}
      </div>
    </li>
  );
});

function TileProgress({ upload }: { upload: UploadItem }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      className={cn('absolute inset-x-0 bottom-0 h-1 w-full', upload.stage === 'verifying' && 'animate-pulse')}
    >
      <rect width="100" height="1" className="fill-ground/70" />
      <rect width={uploadPercent(upload)} height="1" className="fill-accent" />
    </svg>
  );
}

type TileTroubleProps = { reason: string; upload: UploadItem | null; handlers: TileHandlers };

function TileTrouble({ reason, upload, handlers }: TileTroubleProps) {
  return (
    <div className="absolute inset-0 flex flex-col items-start justify-end gap-2 overflow-hidden p-3">
      <p title={reason} className="line-clamp-6 w-full break-words text-sm">
        {reason}
      </p>
      {upload?.retryable ? (
        <Button size="sm" onClick={() => handlers.retry(upload.id)}>
          <RotateCw aria-hidden="true" />
          Retry
        </Button>
      ) : null}
    </div>
  );
}
