'use client';

import { Ellipsis, Image as ImageIcon, PencilLine, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { cn } from '@/components/ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { HashedImage } from '@/components/ui/hashed-image';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Job } from '@/lib/schemas/job';
import { formatImageCount } from './job-counts';

type JobCardProps = {
  job: Job /** On its way to the trash. */;
  leaving: boolean;
  onRename: () => void;
  onTrash: () => void;
};

export function JobCard({ job, leaving, onRename, onTrash }: JobCardProps) {
  return (
    <li
      aria-busy={leaving || undefined}
      className={cn('group relative min-w-0 transition-opacity', leaving && 'pointer-events-none opacity-45')}
    >
      <Link href={`/jobs/${job.id}`} className="block rounded-lg outline-offset-4">
        <JobCover job={job} className="aspect-4/3 rounded-lg" />
        <h2 title={job.title} className="mt-2.5 truncate pr-9 font-medium">
          {job.title}
        </h2>
        <p className="truncate text-muted text-sm tabular-nums">
          {formatImageCount(job.assetCount)}
          {job.publicCount > 0 ? (
            <>
              {' · '}
              <span className="text-public">{job.publicCount.toLocaleString('en')} public</span>
            </>
          ) : null}
          {' · '}
          <RelativeTime dateTime={job.createdAt} />
        </p>
      </Link>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton
            label={`More for ${job.title}`}
            tooltip={false}
            size="sm"
            className="absolute right-0 bottom-4 pointer-fine:opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
          >
            <Ellipsis aria-hidden="true" />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onRename}>
            <PencilLine aria-hidden="true" />
            Rename
          </DropdownMenuItem>
          <DropdownMenuItem tone="danger" onSelect={onTrash}>
            <Trash2 aria-hidden="true" />
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </li>
  );
}

/** The job's cover, or a plain pane while it has none. */
export function JobCover({ job, className }: { job: Job; className?: string }) {
  if (job.coverUrl) {
    return (
      <HashedImage src={job.coverUrl} thumbhash={job.coverThumbhash} alt="" loading="lazy" className={className} />
    );
  }
  return (
    <span className={cn('grid place-items-center border bg-surface text-muted', className)}>
      <ImageIcon aria-hidden="true" className="size-5" strokeWidth={1.5} />
    </span>
  );
}
