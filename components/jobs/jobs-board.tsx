'use client';

import { ImagePlus, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import { usePagedList } from '@/components/call/use-paged-list';
import { useFreshAfterBack } from '@/components/frame/use-fresh-after-back';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { Spinner } from '@/components/ui/spinner';
import type { Job, JobPage } from '@/lib/schemas/job';
import { DropVeil } from './drop-veil';
import type { JobActions } from './job-actions';
import { JobCard } from './job-card';
import { TitleDialog } from './title-dialog';
import { useJobDrop } from './use-job-drop';

type JobsBoardProps = { firstPage: JobPage; actions: Omit<JobActions, 'deleteJob'> };

export function JobsBoard({ firstPage, actions }: JobsBoardProps) {
  const router = useRouter();
  const list = usePagedList(firstPage, '/jobs');
  const drop = useJobDrop(actions.createJob);
  useFreshAfterBack();
  const [newOpen, setNewOpen] = useState(false);
  const [renaming, setRenaming] = useState<Job | null>(null);
  const [leavingIds, setLeavingIds] = useState<ReadonlySet<string>>(new Set());

  async function create(title: string): Promise<string | null> {
    const result = await settle(actions.createJob({ title }));
    if (!result.ok) return result.error.fields?.title ?? result.error.message;
    router.push(`/jobs/${result.data.id}`);
    return null;
  }

  async function rename(job: Job, title: string): Promise<string | null> {
    const result = await settle(actions.updateJob({ jobId: job.id, title }));
    if (!result.ok) return result.error.fields?.title ?? result.error.message;
    list.replace(result.data);
    setRenaming(null);
    return null;
  }

  async function trash(job: Job): Promise<void> {
    const index = list.items.findIndex(({ id }) => id === job.id);
    setLeavingIds((before) => new Set(before).add(job.id));
    const result = await settle(actions.trashJob({ jobId: job.id }));
    setLeavingIds((before) => new Set([...before].filter((id) => id !== job.id)));
    if (!result.ok) {
      toast.error(`“${job.title}” was not deleted`, { description: result.error.message });
      return;
    }
    list.remove(job.id);
    toast(`“${job.title}” is in the trash`, {
      description: job.publicCount > 0 ? 'Its links no longer work.' : undefined,
      action: { label: 'Undo', onClick: () => void undo(job, index) },
      duration: 10_000,
    });
  }

  async function undo(job: Job, index: number): Promise<void> {
    const result = await settle(actions.restoreJob({ jobId: job.id }));
    if (result.ok) list.insert(result.data, index);
    else toast.error(`“${job.title}” is still in the trash`, { description: result.error.message });
  }

  return (
    <div {...drop.getRootProps({ className: 'min-h-[calc(100dvh-56px)] outline-none', role: undefined, tabIndex: -1 })}>
      <input {...drop.getInputProps({ 'aria-hidden': true })} />
      <div className="mx-auto max-w-280 px-4 py-8 sm:px-6">
        <div className="mb-6 flex items-center justify-between gap-4">
          <h1 className="font-semibold text-2xl">Jobs</h1>
          <Button variant="primary" onClick={() => setNewOpen(true)}>
            <Plus aria-hidden="true" />
            New job
          </Button>
        </div>
        {list.items.length === 0 ? (
          <EmptyState
            icon={ImagePlus}
            title="Drop your first images here"
            dropTarget
            className="py-24"
            action={<Button onClick={drop.open}>Choose images</Button>}
          >
            A job is one batch of images: a shoot, a set of drafts, a delivery. Drop files or a folder anywhere on this
            page to make one. They stay private until you publish them.
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-4 lg:gap-x-5 lg:gap-y-8">
            {list.items.map((job) => (
              <JobCard
                key={job.id}
                job={job}
                leaving={leavingIds.has(job.id)}
                onRename={() => setRenaming(job)}
                onTrash={() => void trash(job)}
              />
            ))}
          </ul>
        )}
        {list.hasMore ? <LoadMore what="jobs" load={list.loadMore} /> : null}
      </div>

      <TitleDialog
        open={newOpen}
        onOpenChange={setNewOpen}
        heading="New job"
        description="A job is one batch of images. You can rename it at any time."
        submit="Create job"
        onSubmit={create}
      />
      <TitleDialog
        open={renaming !== null}
        onOpenChange={(open) => open || setRenaming(null)}
        heading="Rename job"
        title={renaming?.title}
        submit="Rename"
        onSubmit={(title) => (renaming ? rename(renaming, title) : Promise.resolve(null))}
      />
      {drop.isDragGlobal ? <DropVeil label="Drop to make a new job" /> : null}
      {drop.creating ? (
        <div role="status" className="fixed inset-0 z-60 grid place-items-center bg-ground/85 font-medium">
          <span className="flex items-center gap-2">
            <Spinner /> Creating the job
          </span>
        </div>
      ) : null}
    </div>
  );
}
