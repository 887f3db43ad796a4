import { AppError } from '../errors.ts';
import type { JobRecord, JobStore } from '../ports/job-store.ts';
import { isId } from '../schemas/id.ts';

/** The job, if it is the owner's. @throws AppError not_found for missing, foreign and impossible ids alike */
export async function requireJob(jobs: JobStore, ownerId: string, jobId: string): Promise<JobRecord> {
  const record = isId(jobId) ? await jobs.find(ownerId, jobId) : null;
  if (!record) throw new AppError('not_found', 'There is no such job.');
  return record;
}
