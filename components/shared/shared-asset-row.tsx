'use client';

import Link from 'next/link';
import { useTransition } from 'react';
import { AssetRow } from '@/components/job/asset-row';
import { CopyLinkButton } from '@/components/job/copy-link-button';
import { Button } from '@/components/ui/button';
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
    <AssetRow
      asset={asset}
      actions={
        <div className="flex items-center gap-1 max-sm:w-full max-sm:justify-end">
          <OpenPageLink url={asset.pageUrl} label={`Open the page of ${asset.name}`} />
          <CopyLinkButton url={asset.pageUrl} copy={copy} />
          <Button size="sm" className="ml-1" pending={pending} onClick={() => startTransition(takeBack)}>
            Take back
          </Button>
        </div>
      }
    >
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
    </AssetRow>
  );
}
