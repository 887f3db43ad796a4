import 'server-only';
import { z } from 'zod';
import type { SharingStore } from '../../ports/sharing-store.ts';
import type { CallFunction } from './call-function.ts';
import { sharedAssetRow } from './rows.ts';

const galleryRow = z
  .object({ job_id: z.string(), title: z.string(), slug: z.string(), public_count: z.number() })
  .transform((row) => ({ jobId: row.job_id, title: row.title, slug: row.slug, publicCount: row.public_count }));

const takenBack = z
  .object({ asset_ids: z.array(z.string()), left: z.number() })
  .transform((row) => ({ assetIds: row.asset_ids, left: row.left }));

/** {@link SharingStore} on the SQL functions of supabase/migrations. */
export function createSharingStore(call: CallFunction): SharingStore {
  return {
    listPublicAssets: async (owner, after, limit) =>
      z
        .array(sharedAssetRow)
        .parse(await call('list_public_assets', { p_owner: owner, p_after: after, p_limit: limit })),
    listPublicGalleries: async (owner) =>
      z.array(galleryRow).parse(await call('list_public_galleries', { p_owner: owner })),
    takeBackAll: async (owner, limit) =>
      takenBack.parse(await call('take_back_all', { p_owner: owner, p_limit: limit })),
    takeBackSuspended: async (limit) =>
      z.array(z.string()).parse(await call('take_back_suspended', { p_limit: limit })),
  };
}
