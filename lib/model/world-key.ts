import type { Call, Claim } from './calls.ts';
import type { DatabaseState } from './database-state.ts';
import type { World } from './world.ts';

/**
 * A name for a world, the same for worlds that can do the same. Of generations and tokens it only matters whether they
 * are the present ones, since neither comes back; workers have no order, nor have late calls.
 */
export function worldKey({ database, workers, late, requested, faultsLeft, wish, isGivenUp }: World): string {
  const busy = workers
    .map((worker) =>
      worker ? `${worker.state.id}${worker.claims.map((claim) => claimKey(database, claim)).join('')}` : '',
    )
    .sort();
  const calls = late.map((call) => lateKey(database, call)).sort();
  return [databaseKey(database), busy, calls.join(','), requested, faultsLeft, wish, isGivenUp].join('|');
}

/** Most steps leave the database as it is: its name is written once. */
const databaseKeys = new WeakMap<DatabaseState, string>();

export function databaseKey(database: DatabaseState): string {
  const known = databaseKeys.get(database);
  if (known !== undefined) return known;
  const { row, lease, objects, used, publications } = database;
  const stored = Object.entries(objects)
    .map(([key, content]) => `${key}=${content}`)
    .sort();
  const asset = row && [
    ...[row.status, row.wantedVisibility, row.publicKey, row.problem, row.variant?.extension],
    ...[row.variant?.content, row.isTrashed, row.isQuotaReleased],
  ];
  const work = lease && [lease.generation === row?.generation, lease.wasClaimed];
  const key = [asset, work, stored, used, publications].join('/');
  databaseKeys.set(database, key);
  return key;
}

const claimKey = ({ row, lease }: DatabaseState, { generation, token }: Claim): string =>
  (generation === row?.generation ? 'g' : '-') + (token === lease?.token ? 't' : '-');

const callKeys = new WeakMap<Call, string>();

function lateKey(database: DatabaseState, call: Call): string {
  let key = callKeys.get(call);
  if (key === undefined) {
    key = JSON.stringify(call, (name, value) => (name === 'claim' ? undefined : value));
    callKeys.set(call, key);
  }
  return 'claim' in call ? key + claimKey(database, call.claim) : key;
}
