import { formatCount } from '../../lib/format-count.ts';
import type { UploadQueue } from '../../lib/upload/upload-queue.ts';
import type { UploadTotals } from '../../lib/upload/upload-totals.ts';
import { describeQuestions } from './describe-questions.ts';
import { describeTrouble, summarizeUploads } from './upload-summary.ts';

const PARTS = 4;

export type Announcement = {
  /** Something is said when it changes, and not in between. */
  moment: string;
  /** It can wait for the next one: nobody has to do anything. */
  isProgress: boolean;
  words: string;
};

/** What is worth saying of the uploads at this moment; null when there are none. */
export function announce(queue: UploadQueue, totals: UploadTotals): Announcement | null {
  const { fileCount, doneCount, activeCount, askingCount, failedCount, refusedCount } = totals;
  if (fileCount + refusedCount === 0) return null;
  const trouble = describeTrouble(totals);
  const summary = `${summarizeUploads(totals, false)}${trouble ? `, ${trouble}` : ''}.`;
  if (askingCount > 0) {
    const questions = Object.entries(describeQuestions(queue)).filter(([, text]) => text !== null);
    const waiting = formatCount(askingCount, 'file waits', 'files wait');
    return {
      moment: `asking ${questions.map(([kind]) => kind)}`,
      isProgress: false,
      words: `${waiting} for your answer. ${questions.map(([, text]) => text).join(' ')}`,
    };
  }
  if (activeCount > 0) {
    const part = Math.floor((PARTS * doneCount) / fileCount);
    return { moment: `uploading ${part}`, isProgress: part > 0, words: summary };
  }
  return { moment: `ended ${doneCount} ${failedCount} ${refusedCount}`, isProgress: false, words: summary };
}
