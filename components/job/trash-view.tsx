'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { PageBar } from '@/components/frame/page-bar';
import { settle } from '@/components/jobs/job-actions';
import { TrashDeadline } from '@/components/jobs/trash-deadline';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { HashedImage } from '@/components/ui/hashed-image';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import { formatBytes } from '@/lib/format-bytes';
import type { Asset, AssetPage } from '@/lib/schemas/asset';
import type { Job } from '@/lib/schemas/job';
import type { JobPageActions } from './job-actions';
import { jobApi } from './job-api';
import { LoadMoreTiles } from './load-more-tiles';
import { shortName } from './short-name';

type TrashViewProps = {
  job: Job;
  firstPage: AssetPage;
  actions: Pick<JobPageActions, 'restoreAsset' | 'deleteAsset'>;
};

/** What was deleted from one job and can still be had back. */
export function TrashView({ job, firstPage, actions }: TrashViewProps) {
  const [assets, setAssets] = useState(firstPage.items);
  const [nextCursor, setNextCursor] = useState(firstPage.nextCursor);
  const [doomed, setDoomed] = useState<Asset | null>(null);

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
  const loadMore = async (): Promise<string | null> => {
    const result = await jobApi.listAssets(job.id, { trashed: true, ...(nextCursor ? { cursor: nextCursor } : {}) });
    if (!result.ok) return result.error.message;
    setAssets((before) => [...before, ...result.data.items]);
    setNextCursor(result.data.nextCursor);
    return null;
  };

  return (
    <main id="main" tabIndex={-1} className="flow-root min-h-[calc(100dvh-3.5rem)] outline-none">
      <PageBar crumbs={[{ label: shortName(job.title, 20), href: `/jobs/${job.id}` }, { label: 'Trash' }]} />
      <div className="mx-auto max-w-180 px-4 py-8 sm:px-6">
        <h1 className="font-semibold text-2xl">Trash</h1>
        <p className="mt-1 mb-6 break-words text-muted">
          Deleted from {shortName(job.title)}. Images stay here for 30 days and still count towards your storage. Then
          they are deleted for good.
        </p>
        {assets.length === 0 ? (
          <EmptyState
            icon={Trash2}
            title="Nothing in the trash"
            action={
              <Button asChild>
                <Link href={`/jobs/${job.id}`}>Back to the job</Link>
              </Button>
            }
          >
            When you delete an image it waits here, so that a slip of the hand can be undone.
          </EmptyState>
        ) : (
          // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is one
          <ul role="list" aria-label="Deleted images" className="divide-y rounded-lg border bg-surface">
            {assets.map((asset) => (
              <TrashedAsset
                key={asset.id}
                asset={asset}
                restore={() => restore(asset)}
                onDelete={() => setDoomed(asset)}
              />
            ))}
          </ul>
        )}
        {nextCursor !== null ? <LoadMoreTiles load={loadMore} /> : null}
      </div>
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => open || setDoomed(null)}
        title={`Delete ${shortName(doomed?.name ?? '')} for good?`}
        description={`${formatBytes(doomed?.bytes ?? 0)} will be removed from storage. This cannot be undone.`}
        action="Delete now"
        onConfirm={async () => {
          if (doomed !== null) await deleteNow(doomed);
        }}
      />
    </main>
  );
}

type TrashedAssetProps = { asset: Asset; restore: () => Promise<void>; onDelete: () => void };

function TrashedAsset({ asset, restore, onDelete }: TrashedAssetProps) {
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
