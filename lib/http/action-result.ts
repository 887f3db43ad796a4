import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '../schemas/error.ts';
import { toErrorBody } from './error-response.ts';

/** Runs the work of a server action; expected failures become values, so that the form or switch can tell. */
export async function toActionResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toErrorBody(error).body };
  }
}
