import { type ActionResult, errorAnswerSchema } from '@/lib/schemas/error';
import { NO_ANSWER } from './settle';

type Parser<T> = { parse(value: unknown): T };

/**
 * Calls the API with the session of the page. Failures are values, with words for the person.
 * @param path below /api/v1
 * @param answer parses the body; null where there is none
 */
export async function callApi<T>(path: string, answer: Parser<T>, request?: RequestInit): Promise<ActionResult<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, request);
    const body: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) return { ok: true, data: answer.parse(body) };
    return { ok: false, error: errorAnswerSchema.parse(body).error };
  } catch {
    return NO_ANSWER;
  }
}
