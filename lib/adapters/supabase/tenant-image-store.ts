import 'server-only';
import { z } from 'zod';
import type { TenantImageStore } from '../../ports/tenant-image-store.ts';
import type { CallFunction } from './call-function.ts';

const kind = z.enum(['primary', 'secondary', 'avatar']);

const brandingRow = z
  .object({
    show_logo: z.boolean(),
    images: z.array(
      z
        .object({ kind, object_key: z.string(), sha256: z.string() })
        .transform((row) => ({ kind: row.kind, objectKey: row.object_key, sha256: row.sha256 })),
    ),
  })
  .transform((row) => ({ showLogo: row.show_logo, images: row.images }));

const stateRow = z
  .object({
    kind,
    object_key: z.string(),
    sha256: z.string().nullable(),
    object_version: z.string().nullable(),
    stored_version: z.string().nullable(),
    public_sha256: z.string().nullable(),
    public_version: z.string().nullable(),
    stored_public_version: z.string().nullable(),
    is_wanted_in_public: z.boolean(),
    is_removing: z.boolean(),
    is_idle: z.boolean(),
  })
  .transform((row) => ({
    kind: row.kind,
    objectKey: row.object_key,
    sha256: row.sha256,
    objectVersion: row.object_version,
    storedVersion: row.stored_version,
    publicSha256: row.public_sha256,
    publicVersion: row.public_version,
    storedPublicVersion: row.stored_public_version,
    isWantedInPublic: row.is_wanted_in_public,
    isRemoving: row.is_removing,
    isIdle: row.is_idle,
  }));

/** {@link TenantImageStore} on the SQL functions of supabase/migrations. */
export function createTenantImageStore(call: CallFunction): TenantImageStore {
  const owned = (owner: string, of: string) => ({ p_owner: owner, p_kind: of });

  return {
    getBranding: async (owner) => brandingRow.parse(await call('get_branding', { p_owner: owner })),
    setShowLogo: async (owner, show) => {
      await call('set_show_logo', { p_owner: owner, p_show: show });
    },
    begin: async (owner, of) => {
      await call('begin_tenant_image', owned(owner, of));
    },
    inspect: async (owner) => z.array(stateRow).parse(await call('inspect_tenant_images', { p_owner: owner })),
    record: async (owner, of, version, facts) =>
      z.boolean().parse(await call('record_tenant_image', { ...owned(owner, of), p_version: version, p_image: facts })),
    show: async (owner, of, version, sha256) =>
      z.boolean().parse(await call('show_tenant_image', { ...owned(owner, of), p_version: version, p_sha256: sha256 })),
    hide: async (owner, of) => z.boolean().parse(await call('hide_tenant_image', owned(owner, of))),
    startRemoving: async (owner, of) => {
      await call('start_removing_tenant_image', owned(owner, of));
    },
    finishRemoving: async (owner, of) => {
      await call('finish_removing_tenant_image', owned(owner, of));
    },
    listUnsettled: async (limit) =>
      z.array(z.string()).parse(await call('list_unsettled_branding', { p_limit: limit })),
  };
}
