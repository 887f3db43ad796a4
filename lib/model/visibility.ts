import type { Call, Claim } from './calls.ts';
import { type DatabaseState, type ModelRow, publicFiles, storedPublicFiles } from './database-state.ts';
import type { Defences } from './defences.ts';
import { lockForWorker, startWork } from './leases.ts';
import { type Outcome, reach, refuse, succeed, tellLate } from './outcome.ts';

/** supabase/migrations/*_visibility.sql: publishing and taking back. */

/** As private.settle: follows the last intent, or rests without a lease. */
export function settle(database: DatabaseState): DatabaseState {
  const { row } = database;
  if (row?.status === 'private' && row.wantedVisibility === 'public' && !row.isTrashed) {
    return startPublication(database, row);
  }
  return { ...database, lease: null };
}

function startPublication(database: DatabaseState, row: ModelRow): DatabaseState {
  const publications = database.publications + 1;
  const changes = { publicKey: `p${publications}`, wantedVisibility: 'public' as const, problem: null };
  return startWork({ ...database, publications }, { ...row, ...changes }, 'publishing');
}

/** As private.start_taking_back. */
export const startTakingBack = (database: DatabaseState, row: ModelRow): DatabaseState =>
  startWork(database, { ...row, wantedVisibility: 'private' }, 'unpublishing');

function stopShowing(database: DatabaseState, row: ModelRow): DatabaseState {
  if (row.status === 'publishing' || row.status === 'public') return startTakingBack(database, row);
  return { ...database, row: { ...row, wantedVisibility: 'private' } };
}

export function requestVisibility(
  database: DatabaseState,
  { visibility }: Call & { name: 'request_visibility' },
): Outcome {
  const { row } = database;
  if (!row || row.status === 'deleting') return refuse(database, 'not_found');
  if (row.isTrashed) return refuse(database, 'conflict');
  const wanting: ModelRow = { ...row, wantedVisibility: visibility };
  switch (row.status) {
    case 'verifying':
      return succeed({ ...database, row: wanting });
    case 'awaiting_upload':
    case 'rejected':
    case 'lost':
      return refuse(database, 'asset_not_ready');
  }
  if (visibility === 'private') return succeed(stopShowing(database, row));
  if (row.status === 'private') return succeed(startPublication(database, wanting));
  return succeed(row.status === 'unpublishing' ? { ...database, row: wanting } : database);
}

export function finishPublication(database: DatabaseState, { claim }: { claim: Claim }, defences: Defences): Outcome {
  const row = lockForWorker(database, 'publishing', claim, defences);
  if (!row) return tellLate(database);
  if (defences.looksAtFiles && !publicFiles(row).every((key) => key in database.objects)) {
    return refuse(database, 'internal');
  }
  return reach(settle({ ...database, row: { ...row, status: 'public' } }));
}

export function failPublication(
  database: DatabaseState,
  { claim, isLost }: Call & { name: 'fail_publication' },
  defences: Defences,
): Outcome {
  const row = lockForWorker(database, 'publishing', claim, defences);
  if (!row) return tellLate(database);
  return reach(startTakingBack(database, { ...row, problem: isLost ? 'lost' : 'publication_failed' }));
}

export function finishTakingBack(database: DatabaseState, { claim }: { claim: Claim }, defences: Defences): Outcome {
  const row = lockForWorker(database, 'unpublishing', claim, defences);
  if (!row) return tellLate(database);
  if (defences.looksAtFiles && storedPublicFiles(database.objects, row.publicKey).length > 0) {
    return refuse(database, 'internal');
  }
  const status = row.problem === 'lost' ? 'lost' : 'private';
  return reach(settle({ ...database, row: { ...row, status, publicKey: null } }));
}
