import { formatCount } from '../../lib/format-count.ts';
import type { BatchAction } from '../../lib/schemas/asset-batch.ts';
import type { Report } from '../ui/report-dialog.tsx';
import type { BulkResult } from './bulk-run.ts';

const images = (count: number): string => formatCount(count, 'image');
const number = (count: number): string => count.toLocaleString('en');

const DOING: Record<BatchAction, string> = {
  publish: 'Publishing',
  unpublish: 'Taking back',
  trash: 'Deleting',
  restore: 'Bringing back',
  delete: 'Deleting for good',
  move: 'Moving',
};

const DONE: Record<BatchAction, string> = {
  publish: 'published',
  unpublish: 'taken back',
  trash: 'moved to the trash',
  restore: 'brought back',
  delete: 'deleted for good',
  move: 'moved',
};

/** "Publishing 230 of 1,000" */
export const describeBulk = (action: BatchAction, handled: number, total: number): string =>
  `${DOING[action]} ${number(handled)} of ${number(Math.max(handled, total))}`;

/**
 * What became of it; with `failed` where something did not go as asked.
 * @param total as many as were to be changed
 */
export function describeBulkResult(action: BatchAction, total: number, { done, failed, stopped }: BulkResult): Report {
  const kept = action === 'trash' ? done.filter(({ isRefused }) => !isRefused) : done;
  const isAllGone = kept.length === 0 && done.length > 0;
  const verb = isAllGone ? DONE.delete : DONE[action];
  const told = isAllGone ? done : kept;
  const reached =
    told.length === 0 ? `Nothing was ${verb}` : `${images(told.length)} ${told.length === 1 ? 'was' : 'were'} ${verb}`;
  if (stopped !== null && stopped !== 'cancelled') {
    const of = images(Math.max(total, done.length + failed.length));
    return {
      title: `${DOING[action]} stopped`,
      description: `${number(done.length)} of ${of} ${done.length === 1 ? 'was' : 'were'} ${verb}. ${stopped.reason}`,
      failed: failuresOf(failed),
    };
  }
  if (failed.length > 0) {
    const [few, wereNot] = [number(failed.length), failed.length === 1 ? 'was not' : 'were not'];
    return {
      title: `${few} of ${images(done.length + failed.length)} ${wereNot} ${verb}`,
      description: done.length === 0 ? 'Nothing was changed.' : `${reached}.`,
      failed: failuresOf(failed),
    };
  }
  return {
    title: stopped !== 'cancelled' ? reached : told.length === 0 ? 'Cancelled' : `Cancelled: ${reached} before`,
    description:
      told.length === 0 || isAllGone ? '' : [NOTES[action], describeGone(done.length - kept.length)].join(' ').trim(),
    failed: [],
  };
}

const NOTES: Partial<Record<BatchAction, string>> = {
  trash: 'Links to them do not work.',
  unpublish: 'Links to them do not work.',
  restore: 'They are private.',
  move: 'Links to them stay as they are.',
};

function describeGone(count: number): string {
  if (count === 0) return '';
  return `${formatCount(count, 'refused image')} ${count === 1 ? 'is' : 'are'} gone for good.`;
}

const failuresOf = (failed: BulkResult['failed']): Report['failed'] =>
  failed.map(({ target, reason }) => ({ name: target.name, reason }));
