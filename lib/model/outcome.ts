import type { ErrorCode } from '../errors.ts';
import type { Answer } from './calls.ts';
import type { DatabaseState } from './database-state.ts';

/** The database after a call, and what the caller is told. */
export type Outcome = { database: DatabaseState; answer: Answer };

/** Nothing of the call stands. */
export const refuse = (database: DatabaseState, code: ErrorCode): Outcome => ({ database, answer: { failed: code } });

/** The caller is late: nothing changes, and it is told so. */
export const tellLate = (database: DatabaseState): Outcome => ({ database, answer: null });

/** A worker is done, and is told what its asset is then. */
export function reach(database: DatabaseState): Outcome {
  if (!database.row) throw new Error('there was no asset to work on');
  return succeed(database, { reached: database.row.status });
}

export const succeed = (database: DatabaseState, answer: Answer = true): Outcome => ({ database, answer });
