import type { Call, Claim } from './calls.ts';
import type { DatabaseState, ModelRow } from './database-state.ts';
import type { Defences } from './defences.ts';
import { type Outcome, succeed, tellLate } from './outcome.ts';

/** supabase/migrations/*_leases.sql: work in flight and who may do it. */

/** As private.start_work: raises the generation and opens a lease that anyone may claim. */
export function startWork(database: DatabaseState, row: ModelRow, status: ModelRow['status']): DatabaseState {
  const generation = row.generation + 1;
  return {
    ...database,
    row: { ...row, status, generation },
    lease: { generation, token: null, wasClaimed: false },
  };
}

/** As private.lock_for_worker: null when the worker is late. */
export function lockForWorker(
  { row, lease }: DatabaseState,
  status: ModelRow['status'],
  claim: Claim,
  { comparesGeneration, comparesToken }: Defences,
): ModelRow | null {
  if (!row || !lease || row.status !== status) return null;
  if (comparesGeneration && (row.generation !== claim.generation || lease.generation !== claim.generation)) return null;
  return comparesToken && lease.token !== claim.token ? null : row;
}

export function claimLease(database: DatabaseState, { isTired }: Call & { name: 'claim_lease' }): Outcome {
  const { row, lease, claims } = database;
  if (!row || !lease || row.generation !== lease.generation) return tellLate(database);
  const { status, publicKey, variant } = row;
  return succeed(
    { ...database, lease: { ...lease, token: claims, wasClaimed: true }, claims: claims + 1 },
    { claimed: { status, publicKey, variant, isTired } },
  );
}

export function releaseLease(database: DatabaseState, { claim }: { claim: Claim }): Outcome {
  const { lease } = database;
  return succeed(lease?.token === claim.token ? { ...database, lease: { ...lease, token: null } } : database);
}
