'use client';

import { Globe } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useFreshAfterBack } from '@/components/frame/use-fresh-after-back';
import { useCopy } from '@/components/job/use-copy';
import { joinParts } from '@/components/storage/storage-words';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyDialog } from '@/components/ui/copy-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { formatCount } from '@/lib/format-count';
import type { SharedGallery, SharedPage } from '@/lib/schemas/shared';
import { SharedAssetRow } from './shared-asset-row';
import { SharedGalleryRow } from './shared-gallery-row';
import { type SharedActions, useShared } from './use-shared';

type SharedBoardProps = {
  firstPage: SharedPage;
  galleries: SharedGallery[];
  publicCount: number;
  actions: SharedActions;
};

/** Everything that anyone with a link can see, and the way to take it back. */
export function SharedBoard({ firstPage, galleries, publicCount, actions }: SharedBoardProps) {
  const { list, takeBack, turnOff, takeBackAll } = useShared(firstPage, actions);
  const { copy, manualUrl, closeManual } = useCopy();
  const [asking, setAsking] = useState(false);
  useFreshAfterBack();
  const shown = joinParts([
    publicCount > 0 && formatCount(publicCount, 'image'),
    galleries.length > 0 && formatCount(galleries.length, 'gallery', 'galleries'),
  ]);

  return (
    <div className="mx-auto max-w-280 px-4 py-8 sm:px-6">
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="grid gap-1">
          <h1 className="font-semibold text-2xl">Shared</h1>
          <p className="max-w-140 text-muted tabular-nums">
            {shown
              ? `${shown} can be seen by anyone who has the link.`
              : 'What you publish is listed here, over all jobs.'}
          </p>
        </div>
        {shown ? (
          <Button variant="dangerQuiet" className="-mx-3.5" onClick={() => setAsking(true)}>
            Take everything back
          </Button>
        ) : null}
      </div>
      {galleries.length > 0 ? (
        <section aria-labelledby="shared-galleries" className="mb-8 grid gap-3 *:min-w-0">
          <h2 id="shared-galleries" className="font-semibold text-lg">
            Galleries
          </h2>
          <ul className="divide-y rounded-lg border bg-surface">
            {galleries.map((gallery) => (
              <SharedGalleryRow key={gallery.jobId} gallery={gallery} copy={copy} turnOff={() => turnOff(gallery)} />
            ))}
          </ul>
        </section>
      ) : null}
      {list.items.length > 0 ? (
        <section aria-labelledby="shared-images" className="grid gap-3 *:min-w-0">
          <h2 id="shared-images" className="font-semibold text-lg">
            Images
          </h2>
          <ul className="divide-y rounded-lg border bg-surface">
            {list.items.map((asset) => (
              <SharedAssetRow key={asset.id} asset={asset} copy={copy} takeBack={() => takeBack(asset)} />
            ))}
          </ul>
          {list.hasMore ? <LoadMore what="images" load={list.loadMore} /> : null}
        </section>
      ) : null}
      {shown ? null : (
        <EmptyState
          icon={Globe}
          title="Nothing is public"
          action={
            <Button asChild>
              <Link href="/jobs">Go to your jobs</Link>
            </Button>
          }
        >
          Switch an image to public in its job, and anyone with its link can see it. Here you take it back.
        </EmptyState>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Take everything back?"
        description={`The links of ${shown} stop working at once. Nothing is deleted, and you can publish again later: pages then have the links that they have now.`}
        action="Take everything back"
        onConfirm={takeBackAll}
      />
      <CopyDialog url={manualUrl} onClose={closeManual} />
    </div>
  );
}
