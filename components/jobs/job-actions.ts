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
