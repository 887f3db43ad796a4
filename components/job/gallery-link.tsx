'use client';

import { ExternalLink } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import type { Job } from '@/lib/schemas/job';
import { CopyLinkButton } from './copy-link-button';

type GalleryLinkProps = {
  job: Job;
  /** A change that the server has not answered yet. */
  pending: boolean;
  onToggle: (gallery: 'on' | 'off') => void;
  copy: (url: string) => Promise<boolean>;
};

/** One link for all public images of the job: its owner turns it on. */
export function GalleryLink({ job, pending, onToggle, copy }: GalleryLinkProps) {
  const id = useId();
  const { galleryUrl } = job;
  return (
    <div className="flex min-w-0 max-w-full flex-wrap items-center gap-x-3 gap-y-1">
      <div className="flex h-9 items-center gap-2.5">
        <Switch
          id={id}
          tone="public"
          checked={job.gallery === 'on'}
          aria-busy={pending || undefined}
          aria-describedby={`${id}-hint`}
          onCheckedChange={(on) => onToggle(on ? 'on' : 'off')}
          className={pending ? 'animate-pulse' : undefined}
        />
        <Label htmlFor={id}>Public gallery</Label>
      </div>
      {job.gallery === 'on' && galleryUrl !== null ? (
        <div className="flex min-w-0 max-w-full items-center max-sm:-ml-2">
          <Button asChild size="sm" variant="quiet" className="min-w-0 shrink">
            <a href={galleryUrl} target="_blank" rel="noreferrer">
              <span className="truncate">{galleryUrl.replace(/^https?:\/\//, '')}</span>
              <ExternalLink aria-hidden="true" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </Button>
          <CopyLinkButton url={galleryUrl} copy={copy} label="Copy gallery link" />
        </div>
      ) : null}
      <p id={`${id}-hint`} className="sr-only">
        One page with all public images of this job, for anyone with the link.
      </p>
    </div>
  );
}
