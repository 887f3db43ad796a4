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
      className={cn(
        'group relative min-w-0 rounded-lg outline-accent outline-offset-4 transition-opacity has-[a:focus-visible]:outline-2',
        leaving && 'pointer-events-none opacity-45',
      )}
    >
      <JobCover job={job} className="aspect-4/3 rounded-lg" />
      <div className="mt-1.5 flex h-8 items-center gap-1">
        <h2 className="min-w-0 flex-1 truncate font-medium">
          {/* The link covers the card; the menu lies above it. */}
          <Link
            href={`/jobs/${job.id}`}
            title={job.title}
            className="outline-none before:absolute before:inset-0 before:rounded-lg"
          >
            {job.title}
          </Link>
        </h2>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <IconButton
              label={`More for ${job.title}`}
              tooltip={false}
              size="sm"
              className="relative -mr-1.5 pointer-fine:opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
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
      </div>
      <p className="-mt-0.5 flex gap-x-1 overflow-hidden max-sm:flex-col text-muted text-sm tabular-nums">
        <span className="whitespace-nowrap">
          {formatImageCount(job.assetCount)}
          {job.publicCount > 0 ? (
            <>
              {' · '}
              <span className="text-public">{job.publicCount.toLocaleString('en')} public</span>
            </>
          ) : null}
        </span>
        <span className="whitespace-nowrap">
          <span aria-hidden="true" className="max-sm:hidden">
            ·{' '}
          </span>
          <RelativeTime dateTime={job.createdAt} />
        </span>
      </p>
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
