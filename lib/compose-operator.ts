import 'server-only';
import { createInvitationService } from './accounts/invitations.ts';
import { createAccountStore } from './adapters/supabase/account-store.ts';
import { type CallFunction, createCallFunction } from './adapters/supabase/call-function.ts';
import { createIdempotencyStore } from './adapters/supabase/idempotency-store.ts';
import { createInstallationStore } from './adapters/supabase/installation-store.ts';
import { createInvitationStore } from './adapters/supabase/invitation-store.ts';
import { createOperatorStore } from './adapters/supabase/operator-store.ts';
import { createRateLimiter } from './adapters/supabase/rate-limiter.ts';
import { createServiceClient } from './adapters/supabase/service-client.ts';
import { createSettingsStore } from './adapters/supabase/settings-store.ts';
import { createSharingStore } from './adapters/supabase/sharing-store.ts';
import { createSignedUrlCache } from './adapters/supabase/signed-url-cache.ts';
import { createTenantImageStore } from './adapters/supabase/tenant-image-store.ts';
import type { WorkerDependencies } from './assets/work/worker-dependencies.ts';
import { composeWorker } from './compose-worker.ts';
import type { Env } from './env.ts';
import { createDoctor, type Doctor } from './janitor/doctor.ts';
import { createJanitor } from './janitor/janitor.ts';
import { createOperator, type Operator } from './operator/operator.ts';

/** What the operator's commands share; each runs beside the app and may have been started with another environment. */
type Backstage = {
  call: CallFunction;
  worker: WorkerDependencies;
};

/**
 * Where files are is what the settings row of the back end says.
 * @throws AppError database_unavailable
 */
async function openBackstage(environment: Env, log: (line: string) => void): Promise<Backstage> {
  const client = createServiceClient(environment.supabaseUrl, environment.serviceKey);
  const call = createCallFunction(client);
  const { masterBucket, publicBucket, publicCacheSeconds } = await createSettingsStore(call).get();
  const { worker } = composeWorker({
    ...{ client, call, log },
    environment: { ...environment, masterBucket, publicBucket, publicCacheSeconds },
  });
  return { call, worker };
}

/** What `npm run admin` works with. @throws AppError database_unavailable */
export async function composeOperator(environment: Env, log: (line: string) => void): Promise<Operator> {
  const { call, worker } = await openBackstage(environment, log);
  const { siteUrl } = environment;
  const invitations = createInvitationService({
    invitations: createInvitationStore(call),
    findSiteUrl: async () => siteUrl ?? '',
  });
  return createOperator({ store: createOperatorStore(call), worker, invitations, siteUrl });
}

/** What `npm run doctor` works with. @throws AppError database_unavailable */
export async function composeDoctor(environment: Env, log: (line: string) => void): Promise<Doctor> {
  const { call, worker } = await openBackstage(environment, log);
  const installation = createInstallationStore(call);
  const janitor = createJanitor({
    ...worker,
    rates: createRateLimiter(call, environment.serviceKey, environment.uploadsPerHour),
    installation,
    accounts: createAccountStore(call),
    sharing: createSharingStore(call),
    signedUrls: createSignedUrlCache(call),
    tenantImages: createTenantImageStore(call),
    idempotency: createIdempotencyStore(call),
  });
  return createDoctor({ ...worker, installation, janitor });
}
