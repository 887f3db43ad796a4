import type { Report } from '@/components/ui/report-dialog';
import { formatBytes } from '@/lib/format-bytes';
import { formatCount } from '@/lib/format-count';
import type { ArchiveOutcome, RunningArchive } from './use-archive';

const number = (value: number): string => value.toLocaleString('en');

/** "Saving 12 of 40 · 34 MB" */
export function describeRunning({ done, failed, count, bytes }: RunningArchive): string {
  const handled = done + failed.length;
  const files = count === null ? number(handled) : `${number(handled)} of ${number(Math.max(count, handled))}`;
  return `Saving ${files} · ${formatBytes(bytes)}`;
}

/** Said before anything is read: this browser cannot write to a file while it is made. */
export const describeLimit = ({ maxBytes }: RunningArchive): string | null =>
  maxBytes === null ? null : `This browser holds it until it is complete: ${formatBytes(maxBytes)} at most.`;

export function describeOutcome(outcome: ArchiveOutcome): Report {
  if (outcome.type === 'stopped') {
    return { title: 'The images were not saved', description: outcome.reason, failed: [] };
  }
  const { fileName, done, bytes, failed } = outcome;
  const inside = `${formatCount(done, 'image')}, ${formatBytes(bytes)}`;
  if (failed.length === 0) return { title: `${fileName} is complete`, description: inside, failed: [] };
  return {
    title: `${number(failed.length)} of ${formatCount(done + failed.length, 'file')} could not be read`,
    description: `${fileName} has the others: ${inside}. It lists what is missing.`,
    failed: [...failed],
  };
}
