'use client';

import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { formatBytes } from '@/lib/format-bytes';
import { formatTimeLeft } from '@/lib/upload/format-time-left';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadSnapshot } from '@/lib/upload/upload-state';
import type { UploadTotals } from '@/lib/upload/upload-totals';
import { describeInterruption } from './upload-summary';
import { UploadTrayRows } from './upload-tray-rows';

type UploadTrayListProps = { engine: UploadEngine; uploads: UploadSnapshot; totals: UploadTotals };

/** Speed and time left, every file, and what can be done with all of them. */
export function UploadTrayList({ engine, uploads, totals }: UploadTrayListProps) {
  const active = totals.activeCount > 0;
  return (
    <>
      {active ? <Pace uploads={uploads} totals={totals} /> : null}
      <UploadTrayRows queue={uploads.queue} engine={engine} />
      <div className="-mt-px flex justify-end gap-2 border-t p-2 empty:hidden">
        {totals.failedCount > 0 ? (
          <Button size="sm" onClick={() => engine.retryAll()}>
            Retry failed
          </Button>
        ) : null}
        {active ? (
          <Button size="sm" variant="quiet" onClick={() => engine.cancelAll()}>
            Cancel all
          </Button>
        ) : null}
        {!active && totals.doneCount > 0 ? (
          <Button size="sm" variant="quiet" asChild>
            <a href={`/api/v1/jobs/${engine.jobId}/receipt`} download>
              Download a receipt
            </a>
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Pace({ uploads, totals }: { uploads: UploadSnapshot; totals: UploadTotals }) {
  const interruption = describeInterruption(uploads, totals);
  const leftBytes = totals.totalBytes - totals.sentBytes;
  const speed = uploads.bytesPerSecond;
  return (
    <p className={cn('px-4 py-2 text-muted text-xs tabular-nums', interruption && 'text-text')}>
      {interruption ??
        [
          `${formatBytes(totals.sentBytes)} of ${formatBytes(totals.totalBytes)}`,
          speed ? `${formatBytes(speed)}/s` : null,
          speed && leftBytes > 0 ? `${formatTimeLeft(leftBytes / speed)} left` : null,
          leftBytes === 0 ? 'verifying the last ones' : null,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
    </p>
  );
}
