'use client';

import Link from 'next/link';
import { useTransition } from 'react';
import { CopyLinkButton } from '@/components/job/copy-link-button';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/lib/format-count';
import type { SharedGallery } from '@/lib/schemas/shared';
import { OpenPageLink } from './open-page-link';

type SharedGalleryRowProps = {
  gallery: SharedGallery;
  copy: (url: string) => Promise<boolean>;
  turnOff: () => Promise<void>;
};

/** One gallery page that is on. */
export function SharedGalleryRow({ gallery, copy, turnOff }: SharedGalleryRowProps) {
  const [pending, startTransition] = useTransition();
  const { jobId, title, url, publicCount } = gallery;
  return (
    <li aria-label={title} className="flex flex-wrap items-center gap-x-4 gap-y-3 p-3 sm:flex-nowrap">
      <div className="min-w-0 flex-1 basis-50">
        <Link href={`/jobs/${jobId}`} title={title} className="block truncate font-medium hover:underline">
          {title}
        </Link>
        <p className="text-muted text-sm tabular-nums">
          {publicCount === 0 ? 'No public images at the moment' : formatCount(publicCount, 'public image')}
        </p>
      </div>
      <div className="flex items-center gap-1 max-sm:w-full max-sm:justify-end">
        <OpenPageLink url={url} label={`Open the gallery ${title}`} />
        <CopyLinkButton url={url} copy={copy} label="Copy gallery link" />
        <Button size="sm" className="ml-1" pending={pending} onClick={() => startTransition(turnOff)}>
          Turn off
        </Button>
      </div>
    </li>
  );
}
