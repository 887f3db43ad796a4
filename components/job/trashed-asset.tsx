'use client';

import { useTransition } from 'react';
import { TrashDeadline } from '@/components/jobs/trash-deadline';
import { Button } from '@/components/ui/button';
import { HashedImage } from '@/components/ui/hashed-image';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import { formatBytes } from '@/lib/format-bytes';
import type { Asset } from '@/lib/schemas/asset';

type TrashedAssetProps = { asset: Asset; restore: () => Promise<void>; onDelete: () => void };

/** One deleted image, and the two ways out of the trash. */
export function TrashedAsset({ asset, restore, onDelete }: TrashedAssetProps) {
  const [pending, startTransition] = useTransition();
  return (
    <li
      aria-label={asset.name}
      data-asset-id={asset.id}
      data-status={asset.status}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 p-3 sm:flex-nowrap"
    >
      <HashedImage
        src={asset.variants['112x112'] ?? asset.variants.thumbnail}
        thumbhash={asset.thumbhash}
        alt=""
        loading="lazy"
        className="size-14 shrink-0 rounded-md"
      />
      <div className="min-w-0 flex-1 basis-50">
        <MiddleTruncate text={asset.name} className="font-medium" />
        <p className="text-muted text-sm tabular-nums">
          {formatBytes(asset.bytes)}
          {asset.trashedAt ? (
            <>
              {' · '}
              <TrashDeadline trashedAt={asset.trashedAt} />
            </>
          ) : null}
        </p>
      </div>
      <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
        <Button size="sm" pending={pending} onClick={() => startTransition(restore)}>
          Restore
        </Button>
        <Button size="sm" variant="dangerQuiet" onClick={onDelete}>
          Delete now
        </Button>
      </div>
    </li>
  );
}
