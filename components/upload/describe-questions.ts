import { formatCount } from '../../lib/format-count.ts';
import type { UploadQueue } from '../../lib/upload/upload-queue.ts';

type Questions = { copy: string | null; shrink: string | null };

/** The questions of all files that wait for an answer, in words; null where there is none. */
export function describeQuestions(queue: UploadQueue): Questions {
  const jobTitles = new Set<string>();
  let knownCount = 0;
  let largeCount = 0;
  let limit = '';
  for (const { question } of queue.items.values()) {
    if (question?.kind === 'copy') {
      knownCount += 1;
      jobTitles.add(question.jobTitle);
    } else if (question?.kind === 'shrink') {
      largeCount += 1;
      limit = question.limit;
    }
  }
  const [title] = jobTitles;
  const place = jobTitles.size === 1 ? title : 'other jobs of yours';
  const known = `${knownCount} of these ${knownCount === 1 ? 'is' : 'are'} already in ${place}.`;
  const large = `${formatCount(largeCount, 'file is', 'files are')} over ${limit}.`;
  const them = knownCount === 1 ? 'it' : 'them';
  return {
    copy: knownCount === 0 ? null : `${known} Copy ${them} from there, without sending ${them} again?`,
    shrink: largeCount === 0 ? null : `${large} Smaller copies would be JPEG files without camera data.`,
  };
}
