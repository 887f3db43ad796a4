import 'server-only';
import { z } from 'zod';
import type { Settings, SettingsStore } from '../../ports/settings-store.ts';
import type { CallFunction } from './call-function.ts';

const settingsRow = z
  .object({
    master_bucket: z.string(),
    public_bucket: z.string(),
    max_file_bytes: z.number(),
    allowed_content_types: z.array(z.string()),
    variant_sizes: z.array(z.string()),
    public_cache_seconds: z.number(),
    default_quota_bytes: z.number(),
    sign_up: z.enum(['open', 'invite', 'closed']),
  })
  .transform(
    (row): Settings => ({
      masterBucket: row.master_bucket,
      publicBucket: row.public_bucket,
      maxFileBytes: row.max_file_bytes,
      allowedContentTypes: row.allowed_content_types,
      variantSizes: row.variant_sizes,
      publicCacheSeconds: row.public_cache_seconds,
      defaultQuotaBytes: row.default_quota_bytes,
      signUp: row.sign_up,
    }),
  );

/** {@link SettingsStore} on the settings table. */
export function createSettingsStore(call: CallFunction): SettingsStore {
  return {
    get: async () => settingsRow.parse(await call('get_settings', {})),
    apply: async (settings) =>
      settingsRow.parse(
        await call('apply_settings', {
          p_settings: {
            master_bucket: settings.masterBucket,
            public_bucket: settings.publicBucket,
            max_file_bytes: settings.maxFileBytes,
            allowed_content_types: settings.allowedContentTypes,
            variant_sizes: settings.variantSizes,
            public_cache_seconds: settings.publicCacheSeconds,
            default_quota_bytes: settings.defaultQuotaBytes,
            sign_up: settings.signUp,
          },
        }),
      ),
  };
}
