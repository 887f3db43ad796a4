import { Download } from 'lucide-react';
import { formatImageCount } from '@/components/jobs/job-counts';
import { IconButton } from '@/components/ui/icon-button';
import { formatBytes } from '@/lib/format-bytes';
import type { Job } from '@/lib/schemas/job';
import { GalleryLink } from './gallery-link';
import { JobTitle } from './job-title';

type JobHeaderProps = {
  job: Job;
  galleryPending: boolean;
  saveTitle: (title: string) => Promise<string | null>;
  setGallery: (gallery: 'on' | 'off') => void;
  copy: (url: string) => Promise<boolean>;
  downloadAll: () => void;
};

export function JobHeader({ job, galleryPending, saveTitle, setGallery, copy, downloadAll }: JobHeaderProps) {
  const counts = [
    formatImageCount(job.assetCount),
    job.assetCount > 0 ? `${job.publicCount.toLocaleString('en')} public` : null,
    job.assetCount > 0 ? formatBytes(job.bytes) : null,
  ].filter((count) => count !== null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 pt-6 pb-4 sm:pt-8">
      <div className="flex min-w-0">
        <JobTitle title={job.title} save={saveTitle} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <div className="flex min-h-8 items-center gap-1">
          <p className="text-muted tabular-nums">{counts.join(' · ')}</p>
          {job.assetCount > 0 ? (
            <IconButton label="Download all" size="sm" onClick={downloadAll}>
              <Download aria-hidden="true" />
            </IconButton>
          ) : null}
        </div>
        <GalleryLink job={job} pending={galleryPending} onToggle={setGallery} copy={copy} />
      </div>
    </div>
  );
}
