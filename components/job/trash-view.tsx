'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { PageBar } from '@/components/frame/page-bar';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes } from '@/lib/format-bytes';
import type { Asset, AssetPage } from '@/lib/schemas/asset';
import type { Job } from '@/lib/schemas/job';
import { LoadMoreTiles } from './load-more-tiles';
import { shortName } from './short-name';
import { TrashedAsset } from './trashed-asset';
import { useLaterPart } from './use-later-part';
import { type TrashActions, useTrashedAssets } from './use-trashed-assets';

// The page of a job ships what this one ships.
const loadConfirmDialog = () => import('@/components/ui/confirm-dialog');

type TrashViewProps = {
  job: Job;
  firstPage: AssetPage;
  actions: TrashActions;
};

/** What was deleted from one job and can still be had back. */
export function TrashView({ job, firstPage, actions }: TrashViewProps) {
  const { assets, nextCursor, restore, deleteNow, loadMore } = useTrashedAssets(job.id, firstPage, actions);
  const [doomed, setDoomed] = useState<Asset | null>(null);
  const confirmDialog = useLaterPart(loadConfirmDialog, doomed !== null);

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
      {confirmDialog !== null ? (
        <confirmDialog.ConfirmDialog
          open={doomed !== null}
          onOpenChange={(open) => open || setDoomed(null)}
          title={`Delete ${shortName(doomed?.name ?? '')} for good?`}
          description={`${formatBytes(doomed?.bytes ?? 0)} will be removed from storage. This cannot be undone.`}
          action="Delete now"
          onConfirm={async () => {
            if (doomed !== null) await deleteNow(doomed);
          }}
        />
      ) : null}
    </main>
  );
}
