'use client';

import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format-bytes';
import type { Job } from '@/lib/schemas/job';
import { JobCover } from './job-card';
import { formatImageCount } from './job-counts';
import { TrashDeadline } from './trash-deadline';

type TrashedJobProps = { job: Job; onRestore: () => Promise<void>; onDelete: () => void };

export function TrashedJob({ job, onRestore, onDelete }: TrashedJobProps) {
  const [pending, startTransition] = useTransition();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 p-3 sm:flex-nowrap">
      <JobCover job={job} className="size-12 shrink-0 rounded-md" />
      <div className="min-w-0 flex-1 basis-50">
        <h2 title={job.title} className="truncate font-medium">
          {job.title}
        </h2>
        <p className="text-muted text-sm tabular-nums">
          {formatImageCount(job.assetCount)}
          {job.bytes > 0 ? ` · ${formatBytes(job.bytes)}` : ''}
          {job.trashedAt ? (
            <>
              {' · '}
              <TrashDeadline trashedAt={job.trashedAt} />
            </>
          ) : null}
        </p>
      </div>
      <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
        <Button size="sm" pending={pending} onClick={() => startTransition(onRestore)}>
          Restore
        </Button>
        <Button size="sm" variant="dangerQuiet" onClick={onDelete}>
          Delete now
        </Button>
      </div>
    </li>
  );
}
