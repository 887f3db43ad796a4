import { z } from 'zod';
import { cleanText } from './clean-text.ts';
import { MAX_TITLE_LENGTH } from './limits.ts';

/** A job as its owner sees it. Counts leave out trashed assets; `bytes` is of the originals. */
export const jobSchema = z
  .object({
    id: z.uuid(),
    title: z.string(),
    assetCount: z.number().int(),
    publicCount: z.number().int(),
    bytes: z.number().int(),
    gallery: z.enum(['on', 'off']).describe('Whether /g/{slug} answers.'),
    galleryUrl: z.string().nullable(),
    coverAssetId: z.uuid().nullable(),
    coverUrl: z
      .string()
      .nullable()
      .describe("Signed address of the cover's thumbnail; null while the job has no verified asset."),
    coverThumbhash: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    trashedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof jobSchema>;

export const jobPageSchema = z
  .object({ items: z.array(jobSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'JobPage' });
export type JobPage = z.infer<typeof jobPageSchema>;

export const jobTitleSchema = z
  .string()
  .overwrite(cleanText)
  .min(1, 'Give the job a title.')
  .max(MAX_TITLE_LENGTH, `A title has at most ${MAX_TITLE_LENGTH} characters.`);
export const createJobSchema = z.object({ title: jobTitleSchema });
export const updateJobSchema = z
  .object({
    title: jobTitleSchema,
    gallery: z.union([z.enum(['on', 'off']), z.boolean().transform((on) => (on ? ('on' as const) : ('off' as const)))]),
    coverAssetId: z.uuid().nullable(),
  })
  .partial()
  .refine((update) => Object.keys(update).length > 0, 'Name at least one of title, gallery, coverAssetId.');
export type UpdateJob = z.infer<typeof updateJobSchema>;

export const listJobsSchema = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  trashed: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type ListJobs = z.infer<typeof listJobsSchema>;
