import type { ActionResult } from '@/lib/schemas/error';
import type { Job } from '@/lib/schemas/job';

/** The server actions of the jobs pages, handed down as props. */
export type JobActions = {
  createJob(input: { title: string }): Promise<ActionResult<Job>>;
  updateJob(input: { jobId: string; title?: string }): Promise<ActionResult<Job>>;
  trashJob(input: { jobId: string }): Promise<ActionResult<Job>>;
  restoreJob(input: { jobId: string }): Promise<ActionResult<Job>>;
  deleteJob(input: { jobId: string }): Promise<ActionResult<null>>;
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
    return {
      ok: false,
      error: { code: 'internal', message: 'The server did not answer. Check the connection and try again.' },
    };
  }
}
