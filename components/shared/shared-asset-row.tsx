'use client';

import Link from 'next/link';
import { useTransition } from 'react';
import { CopyLinkButton } from '@/components/job/copy-link-button';
import { Button } from '@/components/ui/button';
import { HashedImage } from '@/components/ui/hashed-image';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import { RelativeTime } from '@/components/ui/relative-time';
import type { SharedAsset } from '@/lib/schemas/shared';
import { OpenPageLink } from './open-page-link';

type SharedAssetRowProps = {
  asset: SharedAsset;
  copy: (url: string) => Promise<boolean>;
  takeBack: () => Promise<void>;
};

/** One public image: where it is, since when, its link, and the way to take it back. */
export function SharedAssetRow({ asset, copy, takeBack }: SharedAssetRowProps) {
  const [pending, startTransition] = useTransition();
  return (
    <li
      aria-label={asset.name}
      data-asset-id={asset.id}
      data-status={asset.status}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 p-3 sm:flex-nowrap"
    >
      <HashedImage
        src={asset.variants['112x112'] ?? asset.variants.thumbnail}
        thumbhash={asset.thumbhash}
        alt=""
        loading="lazy"
        className="size-14 shrink-0 rounded-md"
      />
      <div className="min-w-0 flex-1 basis-50">
        <MiddleTruncate text={asset.name} className="font-medium" />
        <p className="flex min-w-0 gap-1 text-muted text-sm">
          <Link
            href={`/jobs/${asset.jobId}`}
            title={asset.jobTitle}
            className="truncate underline decoration-hairline underline-offset-3 hover:text-text"
          >
            {asset.jobTitle}
          </Link>
          {asset.publishedAt ? (
            <span className="shrink-0 whitespace-nowrap tabular-nums">
              · <RelativeTime dateTime={asset.publishedAt} />
            </span>
          ) : null}
        </p>
      </div>
      <div className="flex items-center gap-1 max-sm:w-full max-sm:justify-end">
        <OpenPageLink url={asset.pageUrl} label={`Open the page of ${asset.name}`} />
        <CopyLinkButton url={asset.pageUrl} copy={copy} />
        <Button size="sm" className="ml-1" pending={pending} onClick={() => startTransition(takeBack)}>
          Take back
        </Button>
      </div>
    </li>
  );
}
