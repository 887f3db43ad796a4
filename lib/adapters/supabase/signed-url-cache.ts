import 'server-only';
import { z } from 'zod';
import type { SignedUrlCache } from '../../ports/signed-url-cache.ts';
import type { CallFunction } from './call-function.ts';

const signedUrlRow = z
  .object({ object_key: z.string(), url: z.string(), expires_at: z.string() })
  .transform((row) => ({ key: row.object_key, path: row.url, expiresAt: new Date(row.expires_at) }));

/** {@link SignedUrlCache} on the signed_urls table. */
export function createSignedUrlCache(call: CallFunction): SignedUrlCache {
  return {
    find: async (bucket, keys) =>
      z.array(signedUrlRow).parse(await call('find_signed_urls', { p_bucket: bucket, p_keys: keys })),
    remember: async (bucket, signed) =>
      z.array(signedUrlRow).parse(
        await call('remember_signed_urls', {
          p_bucket: bucket,
          p_urls: signed.map((entry) => ({
            object_key: entry.key,
            url: entry.path,
            expires_at: entry.expiresAt,
            reusable_until: entry.reusableUntil,
          })),
        }),
      ),
    forgetExpired: async () => {
      await call('forget_expired_signed_urls', {});
    },
  };
}
