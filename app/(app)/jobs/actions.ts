'use server';

import { z } from 'zod';
import { services } from '@/lib/composition';
import { toActionResult } from '@/lib/http/action-result';
import type { ActionResult } from '@/lib/schemas/error';
import { createJobSchema, type Job, updateJobSchema } from '@/lib/schemas/job';
import { requireViewer } from '@/lib/session';

const jobIdSchema = z.object({ jobId: z.uuid() });

export async function createJob(input: { title: string }): Promise<ActionResult<Job>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    return services().jobs.create(viewer.id, createJobSchema.parse(input));
  });
}

type UpdateJobInput = { jobId: string; title?: string; gallery?: 'on' | 'off'; coverAssetId?: string | null };

export async function updateJob(input: UpdateJobInput): Promise<ActionResult<Job>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    const { jobId, ...update } = input;
    return services().jobs.update(viewer.id, jobIdSchema.parse({ jobId }).jobId, updateJobSchema.parse(update));
  });
}

/** Undo is `restoreJob`. */
export async function trashJob(input: { jobId: string }): Promise<ActionResult<Job>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    return services().jobs.trash(viewer.id, jobIdSchema.parse(input).jobId);
  });
}

export async function restoreJob(input: { jobId: string }): Promise<ActionResult<Job>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    return services().jobs.restore(viewer.id, jobIdSchema.parse(input).jobId);
  });
}

/** For good. */
export async function deleteJob(input: { jobId: string }): Promise<ActionResult<null>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    await services().jobs.deletePermanently(viewer.id, jobIdSchema.parse(input).jobId);
    return null;
  });
}
