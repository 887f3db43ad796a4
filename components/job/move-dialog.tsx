'use client';

import { FolderInput, FolderPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { callApi } from '@/components/call/call-api';
import { formatImageCount } from '@/components/jobs/job-counts';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { formatCount } from '@/lib/format-count';
import type { Job, JobPage } from '@/lib/schemas/job';

const MAX_SHOWN = 50;

type MoveDialogProps = {
  /** So many images are to be moved; null while closed. */
  count: number | null;
  /** Where they are. */
  jobId: string;
  onClose: () => void;
  onChoose: (job: Pick<Job, 'id' | 'title'>) => void;
};

/** Chooses the job to move to by its title, or makes one of that title. */
export function MoveDialog({ count, jobId, onClose, onChoose }: MoveDialogProps) {
  return (
    <Dialog open={count !== null} onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title={`Move ${formatCount(count ?? 0, 'image')}`}
        description="Links to them stay as they are. Public images show in the gallery of the job where they are."
      >
        {count === null ? null : (
          <JobChoice
            jobId={jobId}
            onChoose={(job) => {
              onClose();
              onChoose(job);
            }}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

function JobChoice({ jobId, onChoose }: Pick<MoveDialogProps, 'jobId' | 'onChoose'>) {
  const { jobs, problem } = useJobs();
  const [search, setSearch] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const title = search.trim();
  const found = jobs?.filter((job) => job.id !== jobId && job.title.toLowerCase().includes(title.toLowerCase()));

  const create = async () => {
    const made = await callApi<Job>('/jobs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title }),
    });
    if (made.ok) onChoose(made.data);
    else setFailure(made.error.fields?.title ?? made.error.message);
  };

  return (
    <div className="grid gap-3">
      <Field label="Job" error={failure ?? problem ?? undefined}>
        <Input
          type="search"
          value={search}
          maxLength={200}
          autoComplete="off"
          placeholder="Search, or type a new title"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Field>
      {jobs === null && problem === null ? <Spinner className="mx-auto my-4 text-muted" /> : null}
      <ul aria-label="Jobs" className="-mx-2 grid max-h-72 overflow-y-auto">
        {found?.slice(0, MAX_SHOWN).map((job) => (
          <li key={job.id}>
            <JobButton icon={FolderInput} onClick={() => onChoose(job)}>
              <span className="min-w-0 flex-1 truncate">{job.title}</span>
              <span className="shrink-0 text-muted text-sm tabular-nums">{formatImageCount(job.assetCount)}</span>
            </JobButton>
          </li>
        ))}
        {title === '' ? null : (
          <li>
            <JobButton icon={FolderPlus} onClick={() => void create()}>
              <span className="min-w-0 flex-1 truncate">New job “{title}”</span>
            </JobButton>
          </li>
        )}
      </ul>
      {found !== undefined && found.length > MAX_SHOWN ? (
        <p className="text-muted text-sm">{formatCount(found.length - MAX_SHOWN, 'more job')}: type to find one.</p>
      ) : null}
      {found?.length === 0 && title === '' ? (
        <p className="text-muted text-sm">There is no other job yet: type the title of a new one.</p>
      ) : null}
    </div>
  );
}

type JobButtonProps = { icon: typeof FolderInput; onClick: () => void; children: React.ReactNode };

function JobButton({ icon: Icon, onClick, children }: JobButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex w-full items-center gap-2.5 rounded-md px-2 py-2 text-left transition-[background-color] hover:bg-sunken pointer-coarse:min-h-11"
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
      {children}
    </button>
  );
}

/** All jobs, page by page as they come. */
function useJobs() {
  const [jobs, setJobs] = useState<readonly Job[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isOpen = true;
    const load = async () => {
      for (let cursor: string | null = ''; cursor !== null && isOpen; ) {
        const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await callApi<JobPage>(`/jobs?limit=100${after}`);
        if (!isOpen) return;
        if (!page.ok) {
          setProblem(page.error.message);
          return;
        }
        setJobs((before) => [...(before ?? []), ...page.data.items]);
        cursor = page.data.nextCursor;
      }
    };
    void load();
    return () => {
      isOpen = false;
    };
  }, []);
  return { jobs, problem };
}
