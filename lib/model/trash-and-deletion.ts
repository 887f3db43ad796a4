import type { Claim } from './calls.ts';
import { type DatabaseState, type ModelRow, storedMasterFiles, storedPublicFiles } from './database-state.ts';
import type { Defences } from './defences.ts';
import { lockForWorker, startWork } from './leases.ts';
import { type Outcome, refuse, succeed } from './outcome.ts';
import { startTakingBack } from './visibility.ts';

/** supabase/migrations/*_trash_and_deletion.sql. */

export function trashAsset(database: DatabaseState): Outcome {
  const { row } = database;
  if (!row || row.status === 'deleting') return refuse(database, 'not_found');
  if (['awaiting_upload', 'rejected', 'lost'].includes(row.status)) return deleteAsset(database);
  return succeed(row.isTrashed ? database : hideAsset(database, row));
}

function hideAsset(database: DatabaseState, row: ModelRow): DatabaseState {
  const hidden: ModelRow = { ...row, isTrashed: true, wantedVisibility: 'private' };
  if (row.status === 'publishing' || row.status === 'public') return startTakingBack(database, hidden);
  return { ...database, row: hidden };
}

export function restoreAsset(database: DatabaseState): Outcome {
  const { row } = database;
  if (!row || row.status === 'deleting') return refuse(database, 'not_found');
  return succeed({ ...database, row: { ...row, isTrashed: false } });
}

export function deleteAsset(database: DatabaseState): Outcome {
  const { row } = database;
  if (!row || row.status === 'deleting') return refuse(database, 'not_found');
  return succeed(startWork(database, row, 'deleting'));
}

export function finishDeletion(database: DatabaseState, { claim }: { claim: Claim }, defences: Defences): Outcome {
  const row = lockForWorker(database, 'deleting', claim, defences);
  if (!row) return succeed(database, false);
  const stored = [...storedMasterFiles(database.objects), ...storedPublicFiles(database.objects, row.publicKey)];
  if (defences.looksAtFiles && stored.length > 0) return refuse(database, 'internal');
  return succeed({ ...database, row: null, lease: null, used: database.used - (row.isQuotaReleased ? 0 : 1) });
}
