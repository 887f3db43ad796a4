import type { ErrorCode } from '../errors.ts';
import type { Call } from './calls.ts';
import {
  type DatabaseState,
  MASTER_BUCKET,
  MASTER_KEY,
  masterFiles,
  PUBLIC_BUCKET,
  publicFiles,
} from './database-state.ts';
import type { Defences } from './defences.ts';
import { type Outcome, refuse, succeed } from './outcome.ts';

/**
 * Storage and its guard (supabase/migrations/*_storage_guard.sql). A write overwrites: real Storage checks a token when
 * a PUT starts and not when it ends, so that without the guard the last of several PUTs wins.
 */

export function writeObject(
  database: DatabaseState,
  { key, content, onlyWhile }: Call & { name: 'write' },
  defences: Defences,
): Outcome {
  const isLate = defences.guardsVariantWrites && onlyWhile !== undefined && onlyWhile !== database.row?.status;
  const refusal = isLate ? 'forbidden' : findWriteRefusal(database, key, defences);
  if (refusal) return refuse(database, refusal);
  return succeed({ ...database, objects: { ...database.objects, [key]: content } });
}

export function removeObjects(database: DatabaseState, { keys }: { keys: string[] }, defences: Defences): Outcome {
  const stored = keys.filter((key) => key in database.objects);
  if (stored.some((key) => isInUse(database, key, defences))) return refuse(database, 'forbidden');
  const left = Object.entries(database.objects).filter(([key]) => !stored.includes(key));
  return succeed({ ...database, objects: Object.fromEntries(left) });
}

/** Storage dies between removing the files and committing that their rows are gone. */
export function breakOffRemoval(database: DatabaseState, call: { keys: string[] }, defences: Defences): DatabaseState {
  const outcome = removeObjects(database, call, defences);
  const lost = Object.keys(database.objects).filter((key) => !(key in outcome.database.objects));
  return { ...database, objects: { ...database.objects, ...Object.fromEntries(lost.map((key) => [key, 'nothing'])) } };
}

const PRIVATE_VARIANTS_FROM = new Set(['verifying', 'private', 'publishing', 'public', 'unpublishing']);

function findWriteRefusal({ row, objects }: DatabaseState, key: string, defences: Defences): ErrorCode | null {
  if (key.startsWith(`${PUBLIC_BUCKET}/`)) {
    const isWanted = row?.status === 'publishing' && publicFiles(row).includes(key);
    return defences.guardsPublicWrites && !isWanted ? 'forbidden' : null;
  }
  if (key !== MASTER_KEY) {
    return defences.guardsVariantWrites && !(row && PRIVATE_VARIANTS_FROM.has(row.status)) ? 'forbidden' : null;
  }
  if (!defences.guardsMasterWrites) return null;
  if (!row) return 'forbidden';
  return row.status === 'awaiting_upload' && !(MASTER_KEY in objects) ? null : 'conflict';
}

const VARIANTS_IN_USE = new Set(['private', 'publishing', 'public', 'unpublishing']);

function isInUse({ row }: DatabaseState, key: string, defences: Defences): boolean {
  if (!row) return false;
  if (key.startsWith(`${MASTER_BUCKET}/`)) {
    if (!defences.guardsMasterRemovals) return false;
    if (key === MASTER_KEY) return row.status !== 'deleting' && row.status !== 'rejected';
    return VARIANTS_IN_USE.has(row.status) && masterFiles(row).includes(key);
  }
  if (!defences.guardsPublicRemovals) return false;
  const isOfPublication =
    key.startsWith(`${PUBLIC_BUCKET}/${row.publicKey}.`) || key.startsWith(`${PUBLIC_BUCKET}/${row.publicKey}_`);
  return isOfPublication && (row.status === 'publishing' || row.status === 'public');
}
