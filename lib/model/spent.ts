import { type Call, isReading } from './calls.ts';
import { type DatabaseState, MASTER_KEY, type ModelRow, PUBLIC_BUCKET, publicFiles } from './database-state.ts';
import type { Defences } from './defences.ts';

/**
 * Whether a late call can change nothing any more, whatever happens: generations, lease tokens and the names of
 * publications never come back, nor does an asset from where it is rejected, deleted or lost. The search forgets such a
 * call: worlds with and without it can do the same.
 */
export function isSpent({ row, lease, objects }: DatabaseState, call: Call, defences: Defences): boolean {
  if (isReading(call)) return true;
  if (call.name === 'record_original_check') return call.isIntact || call.claim.generation !== row?.generation;
  if ('claim' in call) {
    if ((defences.comparesToken || call.name === 'release_lease') && call.claim.token !== lease?.token) return true;
    return defences.comparesGeneration && call.claim.generation !== row?.generation && call.name !== 'release_lease';
  }
  const isOver = !row || ['deleting', 'rejected', 'lost'].includes(row.status);
  switch (call.name) {
    case 'set_variant':
      return isOver;
    case 'write':
      if (call.key.startsWith(PUBLIC_BUCKET)) {
        return defences.guardsPublicWrites && !(row?.status === 'publishing' && publicFiles(row).includes(call.key));
      }
      return call.key !== MASTER_KEY && defences.guardsVariantWrites && (isOver || isTooLate(call, row));
    case 'remove':
      if (call.keys.some((key) => key in objects)) return false;
      if (call.keys.every((key) => key.startsWith(PUBLIC_BUCKET))) {
        return defences.guardsPublicWrites && !call.keys.some((key) => row && publicFiles(row).includes(key));
      }
      return defences.guardsMasterWrites && defences.guardsVariantWrites && isOver;
    default:
      return false;
  }
}

/** The status that a write is meant for does not come back. */
const isTooLate = ({ onlyWhile }: Call & { name: 'write' }, row: ModelRow): boolean =>
  onlyWhile !== undefined && onlyWhile !== row.status;
