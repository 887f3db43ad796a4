import type { UploadQueue } from './upload-queue.ts';

export type UploadTotals = {
  /** Files that are in or on their way: without refused and cancelled ones. */
  fileCount: number;
  /** In: verified now, or in this job already. */
  doneCount: number;
  /** Of these, in this job already. */
  duplicateCount: number;
  /** Of these, some may wait for an answer: `askingCount`. */
  activeCount: number;
  askingCount: number;
  failedCount: number;
  refusedCount: number;
  totalBytes: number;
  sentBytes: number;
};

export function sumUploads(queue: UploadQueue): UploadTotals {
  const totals: UploadTotals = {
    fileCount: 0,
    doneCount: 0,
    duplicateCount: 0,
    activeCount: 0,
    askingCount: 0,
    failedCount: 0,
    refusedCount: 0,
    totalBytes: 0,
    sentBytes: 0,
  };
  for (const item of queue.items.values()) {
    if (item.stage === 'cancelled') continue;
    if (item.stage === 'refused') {
      totals.refusedCount += 1;
      continue;
    }
    totals.fileCount += 1;
    totals.totalBytes += item.bytes;
    totals.sentBytes += item.stage === 'failed' ? 0 : item.sentBytes;
    if (item.stage === 'asking') totals.askingCount += 1;
    if (item.stage === 'duplicate') totals.duplicateCount += 1;
    if (item.stage === 'failed') totals.failedCount += 1;
    else if (item.stage === 'ready' || item.stage === 'duplicate') totals.doneCount += 1;
    else totals.activeCount += 1;
  }
  return totals;
}
