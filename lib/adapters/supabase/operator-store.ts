import 'server-only';
import { z } from 'zod';
import type { AccountRecord, OperatorStore } from '../../ports/operator-store.ts';
import { admissionSchema } from '../../schemas/invitation.ts';
import { accountStateSchema } from '../../schemas/storage-use.ts';
import type { CallFunction } from './call-function.ts';
import { assetRow, ownedAssetRow } from './rows.ts';

const accountRow = z
  .object({
    owner_id: z.string(),
    email: z.string(),
    created_at: z.string().nullable(),
    job_count: z.number(),
    asset_count: z.number(),
    public_count: z.number(),
    used_bytes: z.number(),
    quota_bytes: z.number(),
    own_quota_bytes: z.number().nullable(),
    admission: admissionSchema,
    state: accountStateSchema,
    suspension_reason: z.string().nullable(),
  })
  .transform(
    (row): AccountRecord => ({
      ownerId: row.owner_id,
      email: row.email,
      createdAt: row.created_at,
      jobCount: row.job_count,
      assetCount: row.asset_count,
      publicCount: row.public_count,
      usedBytes: row.used_bytes,
      quotaBytes: row.quota_bytes,
      ownQuotaBytes: row.own_quota_bytes,
      admission: row.admission,
      state: row.state,
      suspensionReason: row.suspension_reason,
    }),
  );

const suspensionRow = z
  .object({ due: z.array(z.string()), left: z.number(), files: z.number() })
  .transform((row) => ({ dueAssetIds: row.due, assetsLeft: row.left, filesLeft: row.files }));

const assetRows = z.array(assetRow);

/** {@link OperatorStore} on the SQL functions of supabase/migrations. */
export function createOperatorStore(call: CallFunction): OperatorStore {
  return {
    listAccounts: async (after, limit) =>
      z.array(accountRow).parse(await call('list_accounts', { p_after: after, p_limit: limit })),
    findAccount: async (emailOrId) =>
      accountRow.nullable().parse(await call('find_account', { p_email_or_id: emailOrId })),
    setQuota: async (owner, bytes) => {
      await call('set_quota', { p_owner: owner, p_bytes: bytes });
    },
    findAsset: async (reference) =>
      ownedAssetRow.nullable().parse(await call('find_any_asset', { p_reference: reference })),
    takeDownAsset: async (asset, reason) =>
      assetRows.parse(await call('take_down_asset', { p_asset: asset, p_reason: reason })),
    allowAsset: async (asset) => assetRows.parse(await call('allow_asset', { p_asset: asset })),
    suspendAccount: async (owner, reason) => {
      await call('suspend_account', { p_owner: owner, p_reason: reason });
    },
    advanceSuspension: async (owner, limit) =>
      suspensionRow.parse(await call('advance_suspension', { p_owner: owner, p_limit: limit })),
    reinstateAccount: async (owner) => {
      await call('reinstate_account', { p_owner: owner });
    },
  };
}
