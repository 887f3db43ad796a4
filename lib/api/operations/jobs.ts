import { z } from 'zod';
import { deletionSchema } from '../../schemas/deletion.ts';
import { createJobSchema, jobPageSchema, jobSchema, listJobsSchema, updateJobSchema } from '../../schemas/job.ts';
import { defineOperation } from '../operation.ts';

export const listJobs = defineOperation({
  id: 'listJobs',
  method: 'GET',
  path: '/jobs',
  tag: 'Jobs',
  summary: 'List jobs',
  description: 'Newest first. Pass `nextCursor` as `cursor` for the next page; it is null on the last.',
  scope: 'read',
  query: listJobsSchema,
  answers: { 200: { description: 'One page of jobs', schema: jobPageSchema } },
  errors: ['invalid_request'],
});

export const createJob = defineOperation({
  id: 'createJob',
  method: 'POST',
  path: '/jobs',
  tag: 'Jobs',
  summary: 'Create a job',
  scope: 'upload',
  idempotencyKey: 'answer',
  body: createJobSchema,
  answers: { 201: { description: 'The new job', schema: jobSchema } },
  errors: [],
});

export const getJob = defineOperation({
  id: 'getJob',
  method: 'GET',
  path: '/jobs/{jobId}',
  tag: 'Jobs',
  summary: 'Read a job',
  scope: 'read',
  answers: { 200: { description: 'The job', schema: jobSchema } },
  errors: [],
});

export const updateJob = defineOperation({
  id: 'updateJob',
  method: 'PATCH',
  path: '/jobs/{jobId}',
  tag: 'Jobs',
  summary: 'Change a job',
  description:
    'Title, cover, and whether its gallery page is on. Turning the gallery on shows what is public, and publishes nothing; a token needs the scope `publish` for it as well.',
  scope: 'upload',
  body: updateJobSchema,
  answers: { 200: { description: 'The job as it is now', schema: jobSchema } },
  errors: [],
});

export const deleteJob = defineOperation({
  id: 'deleteJob',
  method: 'DELETE',
  path: '/jobs/{jobId}',
  tag: 'Jobs',
  summary: 'Delete a job',
  description:
    'Into the trash, hidden and taken back, for 30 days; with `permanent=true` for good. Repeating it is harmless.',
  scope: 'delete',
  query: deletionSchema,
  answers: {
    200: { description: 'The job in the trash', schema: jobSchema },
    204: { description: 'Deleted for good; the bytes of a large job go in the minutes after' },
  },
  errors: [],
});

export const restoreJob = defineOperation({
  id: 'restoreJob',
  method: 'POST',
  path: '/jobs/{jobId}/restore',
  tag: 'Jobs',
  summary: 'Bring a job back from the trash',
  description: 'With the images that went with it. They are private: nothing becomes public again by itself.',
  scope: 'delete',
  answers: { 200: { description: 'The job', schema: jobSchema } },
  errors: [],
});

export const getReceipt = defineOperation({
  id: 'getReceipt',
  method: 'GET',
  path: '/jobs/{jobId}/receipt',
  tag: 'Jobs',
  summary: 'Get a receipt',
  description:
    'One line of CSV for each image of the job that was verified, without the trash: name, bytes, SHA-256 and when its stored bytes were found to be these. Names that a spreadsheet would calculate begin with an apostrophe.',
  scope: 'read',
  answers: { 200: { description: 'The lines', contentType: 'text/csv', schema: z.string() } },
  errors: [],
});
