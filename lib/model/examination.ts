import type { Call } from './calls.ts';
import {
  type DatabaseState,
  MASTER_BUCKET,
  MASTER_KEY,
  type ModelRow,
  masterFiles,
  storedPublicFiles,
} from './database-state.ts';
import { type Outcome, succeed, tellLate } from './outcome.ts';
import { startTakingBack } from './visibility.ts';

/** supabase/migrations/*_examination.sql, as far as the janitor acts on what it finds. */

const AT_REST = new Set(['private', 'public']);
const WITH_PUBLIC_FILES = new Set(['publishing', 'public', 'unpublishing', 'deleting']);

/** As private.stray_objects. Whether an object is old enough is no state: between two calls any time may pass. */
export function listStrayObjects(database: DatabaseState, { bucket }: Call & { name: 'list_stray_objects' }): Outcome {
  const { row, objects } = database;
  const kept = new Set(bucket === MASTER_BUCKET ? listKept(row, objects) : listKeptPublic(row, objects));
  const strays = Object.keys(objects).filter((key) => key.startsWith(`${bucket}/`) && !kept.has(key));
  return succeed(database, { strays });
}

function listKept(row: ModelRow | null, objects: DatabaseState['objects']): string[] {
  if (!row) return [];
  return AT_REST.has(row.status) || row.status === 'lost' ? masterFiles(row) : Object.keys(objects);
}

const listKeptPublic = (row: ModelRow | null, objects: DatabaseState['objects']): string[] =>
  row && WITH_PUBLIC_FILES.has(row.status) ? storedPublicFiles(objects, row.publicKey) : [];

export function listOriginalsToCheck(database: DatabaseState): Outcome {
  const { row } = database;
  if (!row || !AT_REST.has(row.status)) return tellLate(database);
  const { status, publicKey, variant } = row;
  return succeed(database, { claimed: { status, publicKey, variant, isTired: false } });
}

export function recordOriginalCheck(
  database: DatabaseState,
  { claim, isIntact }: Call & { name: 'record_original_check' },
): Outcome {
  const { row } = database;
  if (!row || row.generation !== claim.generation || !AT_REST.has(row.status) || isIntact) return succeed(database);
  return succeed(lose(database, row));
}

export function markLost(database: DatabaseState): Outcome {
  const { row, objects } = database;
  return succeed(row && AT_REST.has(row.status) && !(MASTER_KEY in objects) ? lose(database, row) : database);
}

function lose(database: DatabaseState, row: ModelRow): DatabaseState {
  const found: ModelRow = { ...row, problem: 'lost', wantedVisibility: 'private' };
  if (row.status === 'public') return startTakingBack(database, found);
  return { ...database, row: { ...found, status: 'lost', generation: row.generation + 1 }, lease: null };
}
