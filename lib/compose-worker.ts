import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { createPublicProbe } from './adapters/http/public-probe.ts';
import { createImageChecker } from './adapters/images/image-checker.ts';
import { createAssetStore } from './adapters/supabase/asset-store.ts';
import type { CallFunction } from './adapters/supabase/call-function.ts';
import { createObjectStorage } from './adapters/supabase/object-storage.ts';
import { createTenantImageStore } from './adapters/supabase/tenant-image-store.ts';
import type { WorkerDependencies } from './assets/work/worker-dependencies.ts';
import type { BrandingDependencies } from './branding/branding-dependencies.ts';
import { settleBrandingOrLog } from './branding/settle-branding.ts';
import type { Env } from './env.ts';

type WorkerParts = {
  client: SupabaseClient;
  call: CallFunction;
  environment: Env;
  log: (line: string) => void;
};

/** What the work on assets and logos needs: for the app and for `npm run admin` alike. */
export function composeWorker({ client, call, environment, log }: WorkerParts): {
  worker: WorkerDependencies;
  branding: BrandingDependencies;
} {
  const { masterBucket, publicBucket, publicCacheSeconds, maxFileBytes } = environment;
  const storage = createObjectStorage(client, environment.supabaseUrl);
  const publicStorageUrl = `${environment.supabasePublicUrl ?? environment.supabaseUrl}/storage/v1`;
  const tenantImages = createTenantImageStore(call);
  const branding = { tenantImages, storage, masterBucket, publicBucket, publicCacheSeconds, log };
  return {
    branding,
    worker: {
      assets: createAssetStore(call),
      storage,
      images: createImageChecker(environment),
      probePublic: createPublicProbe((bucket, key) => publicStorageUrl + storage.publicPath(bucket, key)),
      settleBranding: (ownerId) => settleBrandingOrLog(ownerId, branding),
      masterBucket,
      publicBucket,
      publicCacheSeconds,
      maxFileBytes,
      log,
    },
  };
}
