import type { ActionResult } from '@/lib/schemas/error';

export const NO_ANSWER: ActionResult<never> = {
  ok: false,
  error: { code: 'internal', message: 'The server did not answer. Check the connection and try again.' },
};

/**
 * Runs an action and tells its failure as a value, also that of the network, which rejects.
 * Redirects of Next pass through as rejections of their own kind.
 */
export async function settle<T>(result: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_')) throw error;
    return NO_ANSWER;
  }
}
