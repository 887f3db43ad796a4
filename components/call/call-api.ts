import type { ActionResult } from '@/lib/schemas/error';
import { findErrorBody } from '@/lib/schemas/error-body';
import { NO_ANSWER } from './settle';

/**
 * Calls the API with the session of the page. Failures are values, with words for the person. Answers are what the API
 * promises (tests/api-contract.test.ts holds it to that): pages don't ship what would check them once more.
 * @param path below /api/v1
 */
export async function callApi<T>(path: string, request?: RequestInit): Promise<ActionResult<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, request);
    const body: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) return { ok: true, data: body as T };
    const error = findErrorBody(body);
    return error === null ? NO_ANSWER : { ok: false, error };
  } catch {
    return NO_ANSWER;
  }
}
