import type { ErrorCode } from '../errors.ts';
import type { Call } from './calls.ts';
import { type DatabaseState, type ModelRow, variantKey } from './database-state.ts';
import { type Outcome, refuse, succeed } from './outcome.ts';
import { startTakingBack } from './visibility.ts';

/** supabase/migrations/*_supplied_variants.sql. */

export function requireRoomForVariant(database: DatabaseState): Outcome {
  const refusal = findRefusal(database.row);
  return refusal ? refuse(database, refusal) : succeed(database);
}

export function setVariant(database: DatabaseState, { extension }: Call & { name: 'set_variant' }): Outcome {
  const { row, objects } = database;
  const refusal = findRefusal(row);
  if (!row || refusal) return refuse(database, refusal ?? 'not_found');
  const content = objects[variantKey(extension)];
  if (!content) return refuse(database, 'internal');
  const replacedKey = row.variant && row.variant.extension !== extension ? variantKey(row.variant.extension) : null;
  const changed: ModelRow = { ...row, variant: { extension, content } };
  if (row.status !== 'publishing' && row.status !== 'public')
    return succeed({ ...database, row: changed }, { replacedKey });
  const takenBack = startTakingBack(database, changed);
  const wanting = takenBack.row && { ...takenBack.row, wantedVisibility: 'public' as const };
  return succeed({ ...takenBack, row: wanting }, { replacedKey });
}

/** As private.require_takes_variant. */
function findRefusal(row: ModelRow | null): ErrorCode | null {
  if (!row || row.status === 'deleting') return 'not_found';
  if (row.isTrashed) return 'conflict';
  return ['private', 'publishing', 'public', 'unpublishing'].includes(row.status) ? null : 'asset_not_ready';
}
