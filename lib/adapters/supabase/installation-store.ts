import 'server-only';
import { z } from 'zod';
import type { Findings, InstallationStore } from '../../ports/installation-store.ts';
import type { CallFunction } from './call-function.ts';
import { assetRow } from './rows.ts';

const findingsRow = z
  .object({
    lost: z.number(),
    leaked: z.number(),
    broken: z.number(),
    orphaned: z.number(),
    stuck: z.number(),
    quota_drift: z.number(),
  })
  .transform(({ quota_drift: quotaDrift, ...rest }): Findings => ({ ...rest, quotaDrift }));

const strayPage = z
  .object({ keys: z.array(z.string()), last: z.string().nullable() })
  .transform(({ keys, last }) => ({ keys, lastKey: last }));

/** {@link InstallationStore} on the SQL functions of supabase/migrations. */
export function createInstallationStore(call: CallFunction): InstallationStore {
  return {
    examine: async () => findingsRow.parse(await call('examine', {})),
    listStrayObjects: async (bucket, afterKey, limit) =>
      strayPage.parse(await call('list_stray_objects', { p_bucket: bucket, p_after: afterKey, p_limit: limit })),
    markLost: async (limit) => z.number().parse(await call('mark_lost', { p_limit: limit })),
    publishBrokenAnew: async (limit) => z.number().parse(await call('publish_broken_anew', { p_limit: limit })),
    listOriginalsToCheck: async (limit, since) =>
      z.array(assetRow).parse(await call('list_originals_to_check', { p_limit: limit, p_before: since.toISOString() })),
    recordOriginalCheck: async ({ id, generation }, isIntact) => {
      await call('record_original_check', { p_asset: id, p_generation: generation, p_intact: isIntact });
    },
    reviveWork: async () => z.number().parse(await call('revive_work', {})),
    correctQuota: async () => z.number().parse(await call('correct_quota', {})),
  };
}
