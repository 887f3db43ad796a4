import type { Call, Claim } from './calls.ts';
import { type DatabaseState, MASTER_KEY, masterFiles, storedMasterFiles } from './database-state.ts';
import type { Defences } from './defences.ts';
import { lockForWorker, startWork } from './leases.ts';
import { type Outcome, reach, refuse, succeed, tellLate } from './outcome.ts';
import { settle } from './visibility.ts';

/** supabase/migrations/*_uploads.sql and *_janitor.sql: from the declared upload to the verified asset. */

export function beginVerification(database: DatabaseState): Outcome {
  const { row, objects } = database;
  if (!row || row.status === 'deleting') return refuse(database, 'not_found');
  if (row.status !== 'awaiting_upload') return succeed(database);
  if (!(MASTER_KEY in objects)) return refuse(database, 'upload_incomplete');
  return succeed(startWork(database, row, 'verifying'));
}

export function finishVerification(
  database: DatabaseState,
  { claim, variant }: Call & { name: 'finish_verification' },
  defences: Defences,
): Outcome {
  const row = lockForWorker(database, 'verifying', claim, defences);
  if (!row) return tellLate(database);
  const verified = { ...row, status: 'private' as const, variant, problem: null };
  if (defences.looksAtFiles && !masterFiles(verified).every((key) => key in database.objects)) {
    return refuse(database, 'internal');
  }
  return reach(settle({ ...database, row: verified }));
}

export function rejectAsset(database: DatabaseState, { claim }: { claim: Claim }, defences: Defences): Outcome {
  const row = lockForWorker(database, 'verifying', claim, defences);
  if (!row || !database.lease) return tellLate(database);
  const generation = row.generation + 1;
  return succeed({
    ...database,
    row: { ...row, status: 'rejected', generation, variant: null, problem: 'rejected' },
    lease: { ...database.lease, generation },
  });
}

export function finishRejection(database: DatabaseState, { claim }: { claim: Claim }, defences: Defences): Outcome {
  const row = lockForWorker(database, 'rejected', claim, defences);
  if (!row) return tellLate(database);
  if (defences.looksAtFiles && storedMasterFiles(database.objects).length > 0) return refuse(database, 'internal');
  return reach({ ...database, row: { ...row, isQuotaReleased: true }, lease: null, used: database.used - 1 });
}

/** When the upload URL has died is no state: an upload that is awaited may expire at any time. */
export function expireUploads(database: DatabaseState): Outcome {
  const { row, objects, used } = database;
  if (row?.status !== 'awaiting_upload' || MASTER_KEY in objects) return succeed(database);
  return succeed({ ...database, row: null, lease: null, used: used - 1 });
}
