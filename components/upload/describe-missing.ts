import { formatCount } from '../../lib/format-count.ts';
import type { MissingUploads } from '../../lib/upload/upload-manifest.ts';

const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });

/** "7 of 12 files from 12:03 are not in yet." The clock is the reader's. */
export function describeMissing({ missingCount, totalCount, startedAtMs }: MissingUploads, now: Date): string {
  const start = new Date(startedAtMs);
  const day = start.toDateString() === now.toDateString() ? '' : `${dayFormat.format(start)}, `;
  const files =
    missingCount === totalCount ? formatCount(totalCount, 'file') : `${missingCount} of ${totalCount} files`;
  return `${files} from ${day}${timeFormat.format(start)} ${missingCount === 1 ? 'is' : 'are'} not in yet.`;
}
