'use client';

import { useTransition } from 'react';
import { TrashDeadline } from '@/components/jobs/trash-deadline';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format-bytes';
import type { Asset } from '@/lib/schemas/asset';
import { AssetRow } from './asset-row';

type TrashedAssetProps = { asset: Asset; restore: () => Promise<void>; onDelete: () => void };

/** One deleted image, and the two ways out of the trash. */
export function TrashedAsset({ asset, restore, onDelete }: TrashedAssetProps) {
  const [pending, startTransition] = useTransition();
  return (
    <AssetRow
      asset={asset}
      actions={
        <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
          <Button size="sm" pending={pending} onClick={() => startTransition(restore)}>
            Restore
          </Button>
          <Button size="sm" variant="dangerQuiet" onClick={onDelete}>
            Delete now
          </Button>
        </div>
      }
    >
      <p className="text-muted text-sm tabular-nums">
        {formatBytes(asset.bytes)}
        {asset.trashedAt ? (
          <>
            {' · '}
            <TrashDeadline trashedAt={asset.trashedAt} />
          </>
        ) : null}
      </p>
    </AssetRow>
  );
}
