'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import { usePagedList } from '@/components/call/use-paged-list';
import { EmptyTrashButton } from '@/components/storage/empty-trash-button';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { formatBytes } from '@/lib/format-bytes';
import type { Job, JobPage } from '@/lib/schemas/job';
import type { StorageUse, TrashedInJob } from '@/lib/schemas/storage-use';
import type { JobActions } from './job-actions';
import { formatImageCount } from './job-counts';
import { TrashedInJobs } from './trashed-in-jobs';
import { TrashedJob } from './trashed-job';

type TrashBoardProps = {
  firstPage: JobPage;
  trashedInJobs: TrashedInJob[];
  use: StorageUse;
  actions: Pick<JobActions, 'restoreJob' | 'deleteJob'>;
};

export function TrashBoard({ firstPage, trashedInJobs, use, actions }: TrashBoardProps) {
  const list = usePagedList(firstPage, '/jobs?trashed=true');
  const [doomed, setDoomed] = useState<Job | null>(null);

  async function restore(job: Job): Promise<void> {
    const result = await settle(actions.restoreJob({ jobId: job.id }));
    if (!result.ok) {
      toast.error(`“${job.title}” was not restored`, { description: result.error.message });
      return;
    }
    list.remove(job.id);
    toast.success(`“${job.title}” is back`, {
      description: 'Its images are private. Publish again what should be public.',
    });
  }

  async function deleteNow(job: Job): Promise<void> {
    const result = await settle(actions.deleteJob({ jobId: job.id }));
    if (!result.ok) {
      toast.error(`“${job.title}” was not deleted`, { description: result.error.message });
      return;
    }
    list.remove(job.id);
    toast(`“${job.title}” is deleted for good`);
  }

  return (
    <div className="mx-auto max-w-180 px-4 py-8 sm:px-6">
      <div className="flex items-center justify-between gap-4">
        <h1 className="font-semibold text-2xl">Trash</h1>
        <EmptyTrashButton use={use} />
      </div>
      <p className="mt-1 mb-6 text-muted">
        Jobs and images stay here for 30 days, hidden and unpublished, and still count towards your storage. Then they
        are deleted for good.
      </p>
      {list.items.length === 0 && trashedInJobs.length === 0 ? (
        <EmptyState
          icon={Trash2}
          title="Nothing in the trash"
          action={
            <Button asChild>
              <Link href="/jobs">Go to your jobs</Link>
            </Button>
          }
        >
          When you delete a job or an image it waits here, so that a slip of the hand can be undone.
        </EmptyState>
      ) : null}
      {list.items.length > 0 ? (
        <ul className="divide-y rounded-lg border bg-surface">
          {list.items.map((job) => (
            <TrashedJob key={job.id} job={job} onRestore={() => restore(job)} onDelete={() => setDoomed(job)} />
          ))}
        </ul>
      ) : null}
      {list.hasMore ? <LoadMore what="jobs" load={list.loadMore} /> : null}
      <TrashedInJobs jobs={trashedInJobs} />
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => open || setDoomed(null)}
        title={`Delete “${doomed?.title ?? ''}” for good?`}
        description={doomed ? describeLoss(doomed) : ''}
        action="Delete now"
        onConfirm={async () => {
          if (doomed) await deleteNow(doomed);
        }}
      />
    </div>
  );
}

function describeLoss(job: Job): string {
  if (job.assetCount === 0) return 'The job has no images. This cannot be undone.';
  return `${formatImageCount(job.assetCount)} (${formatBytes(job.bytes)}) will be removed from storage. This cannot be undone.`;
}
