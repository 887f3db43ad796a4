import 'server-only';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { JobStore } from '../../ports/job-store.ts';
import { accountStateSchema } from '../../schemas/storage-use.ts';
import type { CallFunction } from './call-function.ts';
import { assetRow, jobRow, shownLogosRow } from './rows.ts';

const galleryRow = z
  .object({
    slug: z.string(),
    title: z.string(),
    asset_count: z.number(),
    logos: shownLogosRow,
    items: z.array(assetRow),
  })
  .transform(({ asset_count: assetCount, ...row }) => ({ ...row, assetCount }));

const trashedJob = z.object({ job: jobRow, unsettled: z.array(z.string()) });

const usageRow = z
  .object({
    used_bytes: z.number(),
    quota_bytes: z.number(),
    state: accountStateSchema,
    suspension_reason: z.string().nullable(),
  })
  .transform((row) => ({
    usedBytes: row.used_bytes,
    quotaBytes: row.quota_bytes,
    state: row.state,
    suspensionReason: row.suspension_reason,
  }));

/** {@link JobStore} on the SQL functions of supabase/migrations. */
export function createJobStore(call: CallFunction): JobStore {
  const owned = (owner: string, job: string) => ({ p_owner: owner, p_job: job });

  return {
    find: async (owner, job) => jobRow.nullable().parse(await call('get_job', owned(owner, job))),
    list: async (owner, { after, limit, trashed }) =>
      z
        .array(jobRow)
        .parse(await call('list_jobs', { p_owner: owner, p_after: after, p_limit: limit, p_trashed: trashed })),
    create: async (owner, job, title) =>
      jobRow.parse(await call('create_job', { ...owned(owner, job), p_title: title })),
    update: async (owner, job, changes) =>
      jobRow.parse(
        await call('update_job', {
          ...owned(owner, job),
          p_update: {
            ...(changes.title !== undefined && { title: changes.title }),
            ...(changes.galleryOn !== undefined && { gallery_on: changes.galleryOn }),
            ...(changes.coverAssetId !== undefined && { cover_asset_id: changes.coverAssetId }),
          },
        }),
      ),
    trash: async (owner, job) => {
      const { job: row, unsettled } = trashedJob.parse(await call('trash_job', owned(owner, job)));
      return { ...row, unsettledAssetIds: unsettled };
    },
    restore: async (owner, job) => jobRow.parse(await call('restore_job', owned(owner, job))),
    startDeletion: async (owner, job) => z.array(z.string()).parse(await call('delete_job', owned(owner, job))),
    findPublicGallery: async (slug, after, limit) =>
      galleryRow.nullable().parse(await call('find_public_gallery', { p_slug: slug, p_after: after, p_limit: limit })),
    getUsage: async (owner) => {
      const usage = usageRow.nullable().parse(await call('get_usage', { p_owner: owner }));
      if (!usage) throw new AppError('internal', 'The settings row is missing: run `npm run provision`.');
      return usage;
    },
  };
}
