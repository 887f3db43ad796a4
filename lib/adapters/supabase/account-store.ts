import 'server-only';
import { z } from 'zod';
import type { AccountStore, StorageUseRecord } from '../../ports/account-store.ts';
import { accountStateSchema } from '../../schemas/storage-use.ts';
import type { CallFunction } from './call-function.ts';

const storageUseRow = z
  .object({
    used_bytes: z.number(),
    quota_bytes: z.number(),
    state: accountStateSchema,
    suspension_reason: z.string().nullable(),
    created_at: z.string().nullable(),
    asset_count: z.number(),
    public_count: z.number(),
    trashed_count: z.number(),
    trashed_bytes: z.number(),
    deleting_count: z.number(),
    taking_back_count: z.number(),
    job_count: z.number(),
    trashed_job_count: z.number(),
    gallery_count: z.number(),
  })
  .transform(
    (row): StorageUseRecord => ({
      usedBytes: row.used_bytes,
      quotaBytes: row.quota_bytes,
      state: row.state,
      suspensionReason: row.suspension_reason,
      createdAt: row.created_at,
      assetCount: row.asset_count,
      publicCount: row.public_count,
      trashedCount: row.trashed_count,
      trashedBytes: row.trashed_bytes,
      deletingCount: row.deleting_count,
      takingBackCount: row.taking_back_count,
      jobCount: row.job_count,
      trashedJobCount: row.trashed_job_count,
      galleryCount: row.gallery_count,
    }),
  );

const emptiedTrash = z
  .object({ before: z.string(), asset_ids: z.array(z.string()), more: z.boolean() })
  .transform((row) => ({ before: row.before, assetIds: row.asset_ids, more: row.more }));

const trashedInJob = z
  .object({ job_id: z.string(), title: z.string(), count: z.number(), bytes: z.number() })
  .transform(({ job_id, ...row }) => ({ jobId: job_id, ...row }));

const advancedDeletion = z
  .object({ due: z.array(z.string()), left: z.number() })
  .transform((row) => ({ dueAssetIds: row.due, assetsLeft: row.left }));

const storedObject = z.object({ bucket: z.string(), key: z.string() });

/** {@link AccountStore} on the SQL functions of supabase/migrations. */
export function createAccountStore(call: CallFunction): AccountStore {
  return {
    getStorageUse: async (owner) => storageUseRow.parse(await call('get_storage_use', { p_owner: owner })),
    emptyTrash: async (owner, before, limit) =>
      emptiedTrash.parse(await call('empty_trash', { p_owner: owner, p_before: before, p_limit: limit })),
    listTrashedInJobs: async (owner) =>
      z.array(trashedInJob).parse(await call('list_trashed_in_jobs', { p_owner: owner })),

    requestDeletion: async (owner) => {
      await call('request_account_deletion', { p_owner: owner });
    },
    advanceDeletion: async (owner, limit) =>
      advancedDeletion.parse(await call('advance_account_deletion', { p_owner: owner, p_limit: limit })),
    listObjects: async (owner, limit) =>
      z.array(storedObject).parse(await call('list_account_objects', { p_owner: owner, p_limit: limit })),
    finishDeletion: async (owner) => z.boolean().parse(await call('finish_account_deletion', { p_owner: owner })),
    postponeDeletion: async (owner, error) => {
      await call('postpone_account_deletion', { p_owner: owner, p_error: error });
    },
    listDueDeletions: async (limit) =>
      z.array(z.string()).parse(await call('list_due_account_deletions', { p_limit: limit })),
  };
}
