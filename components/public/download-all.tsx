'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { describeLimit, describeOutcome, describeRunning } from '@/components/download/archive-words';
import { useArchive } from '@/components/download/use-archive';
import { Button } from '@/components/ui/button';
import { type Report, ReportDialog } from '@/components/ui/report-dialog';
import { archiveNameOf } from '@/lib/download/archive-names';
import type { ArchiveFile } from '@/lib/download/fetch-whole';
import type { PublicAsset } from '@/lib/schemas/public-page';

type DownloadAllProps = { slug: string; title: string; count: number };

/** All images of an open gallery as one archive. */
export function DownloadAll({ slug, title, count }: DownloadAllProps) {
  const [report, setReport] = useState<Report | null>(null);
  const { running, start, cancel } = useArchive((outcome) => {
    const ended = describeOutcome(outcome);
    if (ended.failed.length > 0) setReport(ended);
    else if (outcome.type === 'saved') toast.success(ended.title, { description: ended.description });
    else toast.error(ended.title, { description: ended.description, duration: 15_000 });
  });
  const order = {
    fileName: archiveNameOf(title),
    count,
    bytes: null,
    files: () => listImages(slug),
    renew: async (file: ArchiveFile) => file.url,
  };
  const limit = running && describeLimit(running);
  return (
    <>
      {running === null ? (
        <Button onClick={() => void start(order)}>
          <Download aria-hidden="true" />
          Download all
        </Button>
      ) : (
        <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
          <p className="text-muted text-sm tabular-nums">
            {describeRunning(running)}
            {limit === null ? null : <span className="block">{limit}</span>}
          </p>
          <Button onClick={cancel}>Cancel</Button>
        </div>
      )}
      <span role="status" className="sr-only">
        {running === null ? '' : 'Saving the images'}
      </span>
      <ReportDialog report={report} onClose={() => setReport(null)} />
    </>
  );
}

/** Page after page, as they are needed. */
async function* listImages(slug: string): AsyncGenerator<ArchiveFile> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await fetch(`/g/${slug}/images${cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`}`);
    if (!answer.ok) throw new Error('The gallery is not open any more, or does not answer.');
    const page: { items: PublicAsset[]; nextCursor: string | null } = await answer.json();
    for (const { slug: id, name, fileUrl, publishedAt } of page.items) {
      // The public copy is shorter than the original: it carries no metadata.
      yield { id, name, bytes: null, url: fileUrl, createdAt: publishedAt };
    }
    cursor = page.nextCursor;
  }
}
