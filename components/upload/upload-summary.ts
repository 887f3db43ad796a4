import { formatCount } from '../../lib/format-count.ts';
import type { UploadSnapshot } from '../../lib/upload/upload-state.ts';
import type { UploadTotals } from '../../lib/upload/upload-totals.ts';

/** The headline of the tray: what is going on, in numbers. */
export function summarizeUploads(totals: UploadTotals, paused: boolean): string {
  const { doneCount, fileCount, duplicateCount, activeCount, askingCount, failedCount, refusedCount } = totals;
  if (activeCount > 0 && askingCount === activeCount) {
    return `${formatCount(askingCount, 'file waits', 'files wait')} for your answer`;
  }
  if (activeCount > 0) return `${paused ? 'Paused' : 'Uploading'}: ${doneCount} of ${fileCount}`;
  const freshCount = doneCount - duplicateCount;
  if (doneCount > 0 && duplicateCount > 0) {
    const here = formatCount(duplicateCount, 'was here already', 'were here already');
    if (freshCount === 0) return formatCount(duplicateCount, 'image was here already', 'images were here already');
    return `${formatCount(freshCount, 'image is', 'images are')} in, ${here}`;
  }
  if (doneCount > 0) return `${formatCount(doneCount, 'image is', 'images are')} in`;
  if (failedCount > 0) return `${formatCount(failedCount, 'image')} not uploaded`;
  return `${formatCount(refusedCount, 'file')} refused`;
}

/** What needs a look; null when nothing does. */
export function describeTrouble(totals: UploadTotals): string | null {
  const parts = [
    totals.failedCount > 0 ? `${totals.failedCount} not uploaded` : null,
    totals.refusedCount > 0 ? `${totals.refusedCount} refused` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** Said while files wait for the connection to come back; null while all is well. */
export function describeInterruption(uploads: UploadSnapshot, totals: UploadTotals): string | null {
  for (const item of uploads.queue.items.values()) {
    if (item.reason?.startsWith('The connection dropped.') && item.stage !== 'failed') {
      return `The connection dropped. ${totals.doneCount} of ${totals.fileCount} are in; the rest go on by themselves.`;
    }
  }
  return null;
}
