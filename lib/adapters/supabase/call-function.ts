import 'server-only';
import type { PostgrestError, SupabaseClient } from '@supabase/supabase-js';
import { AppError, ERROR_STATUS, type ErrorCode } from '../../errors.ts';

const ATTEMPTS = 4;

/** Calls one SQL function by name. @throws AppError as {@link toAppError} maps it. */
export type CallFunction = (name: string, args: Record<string, unknown>) => Promise<unknown>;

/**
 * Deadlocks and lock time-outs are tried again a few times: the function ran in one transaction, so nothing of
 * a failed call stands. A call whose answer was lost is not tried again here: its caller decides.
 */
export function createCallFunction(client: SupabaseClient): CallFunction {
  return async (name, args) => {
    for (let attempt = 1; ; attempt++) {
      const { data, error } = await client.rpc(name, args);
      if (!error) return data;
      if (attempt === ATTEMPTS || !isLockFailure(error)) throw toAppError(error);
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())));
    }
  };
}

/** 40P01 deadlock, 55P03 lock not available, 40001 serialization; the embedded back end hides the code in the text. */
function isLockFailure(error: PostgrestError): boolean {
  return ['40P01', '55P03', '40001'].includes(error.code) || /deadlock detected|lock timeout/.test(error.message);
}

/**
 * `private.fail` in the migrations raises SQLSTATE PTnnn with the app's error code as message and the text for
 * the reader as detail (https://docs.postgrest.org/en/stable/references/errors.html#raise-errors-with-http-status-codes).
 */
export function toAppError(error: PostgrestError): AppError {
  if (error.code?.startsWith('PT') && error.message in ERROR_STATUS) {
    return new AppError(error.message as ErrorCode, error.details ?? error.message);
  }
  if (isLockFailure(error)) {
    return new AppError('database_unavailable', 'The database is busy. Try again in a moment.', {
      retryAfterSeconds: 1,
      cause: error,
    });
  }
  // No code: the request did not reach the database.
  if (!error.code || error.code.startsWith('PGRST00') || error.code.startsWith('08') || error.code.startsWith('53')) {
    return new AppError('database_unavailable', 'The database does not answer. Try again in a moment.', {
      retryAfterSeconds: 2,
      cause: error,
    });
  }
  return new AppError('internal', 'The database refused this request.', { cause: error });
}
