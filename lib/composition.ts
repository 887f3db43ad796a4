import 'server-only';
import { readFile } from 'node:fs/promises';
import { createAccountDeletionService } from './accounts/account-deletion-service.ts';
import { createAccountService } from './accounts/account-service.ts';
import { createApiTokenService } from './accounts/api-tokens.ts';
import { createExportService } from './accounts/export-service.ts';
import { createInvitationService } from './accounts/invitations.ts';
import { createStorageService } from './accounts/storage-service.ts';
import { createRecoveryProofs } from './adapters/http/recovery-proofs.ts';
import { createTenantImageRenderer } from './adapters/images/tenant-image-renderer.ts';
import { createAccountStore } from './adapters/supabase/account-store.ts';
import { createApiTokenStore } from './adapters/supabase/api-token-store.ts';
import { createAuthGateway } from './adapters/supabase/auth-gateway.ts';
import { createCallFunction } from './adapters/supabase/call-function.ts';
import { checkSupabaseHealth, type Health } from './adapters/supabase/check-health.ts';
import { createIdempotencyStore } from './adapters/supabase/idempotency-store.ts';
import { createInstallationStore } from './adapters/supabase/installation-store.ts';
import { createInvitationStore } from './adapters/supabase/invitation-store.ts';
import { createJobStore } from './adapters/supabase/job-store.ts';
import { createHasPassword } from './adapters/supabase/password-lookup.ts';
import { createListProviders } from './adapters/supabase/provider-list.ts';
import { createRateLimiter } from './adapters/supabase/rate-limiter.ts';
import { createAnonymousClient, createRequestClient } from './adapters/supabase/request-client.ts';
import { createServiceClient } from './adapters/supabase/service-client.ts';
import { createSettingsStore } from './adapters/supabase/settings-store.ts';
import { createSharingStore } from './adapters/supabase/sharing-store.ts';
import { createSignInLimiter } from './adapters/supabase/sign-in-limiter.ts';
import { createSignedUrlCache } from './adapters/supabase/signed-url-cache.ts';
import { createToAssetDtos } from './assets/asset-dto.ts';
import { createAssetService } from './assets/asset-service.ts';
import { createSignFilePaths } from './assets/sign-file-paths.ts';
import { createBrandingService } from './branding/branding-service.ts';
import { composeWorker } from './compose-worker.ts';
import { env } from './env.ts';
import { findRequestOrigins, isHttps } from './http/request-origins.ts';
import { createRunOnce, type RunOnce } from './idempotency/run-once.ts';
import { createJanitor, type Janitor } from './janitor/janitor.ts';
import { createJobService } from './jobs/job-service.ts';
import { requireJob } from './jobs/require-job.ts';
import { log } from './log.ts';
import type { AuthGateway } from './ports/auth-gateway.ts';
import type { RateLimiter } from './ports/rate-limiter.ts';
import type { SettingsStore } from './ports/settings-store.ts';
import type { Services } from './services.ts';
import { createPublicPageService } from './sharing/public-page-service.ts';
import { createSharedService } from './sharing/shared-service.ts';
import type { UploadLimits } from './upload/upload-limits.ts';

/** The one place that knows which adapter stands behind which port. */
function compose(): {
  services: Services;
  auth: AuthGateway;
  checkHealth: () => Promise<Health>;
  janitor: Janitor;
  runOnce: RunOnce;
  settings: SettingsStore;
  rates: RateLimiter;
} {
  const environment = env();
  const client = createServiceClient(environment.supabaseUrl, environment.serviceKey);
  const call = createCallFunction(client);
  const { worker, branding } = composeWorker({ client, call, environment, log });
  const { assets, storage, masterBucket, publicBucket } = worker;
  const { tenantImages } = branding;
  const jobs = createJobStore(call);
  const accounts = createAccountStore(call);
  const sharing = createSharingStore(call);
  const signedUrls = createSignedUrlCache(call);
  const { signedUrlExpiresInSeconds } = environment;
  const publicPath = (key: string) => storage.publicPath(publicBucket, key);
  const findOrigins = findRequestOrigins;
  const signFilePaths = createSignFilePaths(storage, signedUrls, {
    bucket: masterBucket,
    expiresInSeconds: signedUrlExpiresInSeconds,
  });
  const toDtos = createToAssetDtos({ signFilePaths, publicPath, findOrigins });
  const auth = createAuthGateway({
    connect: createRequestClient,
    connectAnonymously: createAnonymousClient,
    publicUrl: environment.supabasePublicUrl,
  });
  const findSiteUrl = async () => (await findOrigins()).siteUrl;
  const invitations = createInvitationService({ invitations: createInvitationStore(call), findSiteUrl });
  const idempotency = createIdempotencyStore(call);
  const rates = createRateLimiter(call, environment.serviceKey, environment.uploadsPerHour);
  const apiTokens = createApiTokenService(createApiTokenStore(call));
  const jobService = createJobService({ jobs, toDtos, findOrigins, worker });
  const brandingService = createBrandingService({
    ...branding,
    render: createTenantImageRenderer(environment),
    signFilePaths,
    findOrigins,
  });
  return {
    services: {
      jobs: jobService,
      assets: createAssetService({
        ...worker,
        toDtos,
        findOrigins,
        signedUrlExpiresInSeconds,
        readSpooled: (file) => readFile(file.path),
        requireJob: (ownerId, jobId) => requireJob(jobs, ownerId, jobId),
      }),
      publicPages: createPublicPageService({ assets, jobs, findOrigins, publicPath }),
      usage: { get: (ownerId) => jobs.getUsage(ownerId) },
      storage: createStorageService({ accounts, worker }),
      shared: createSharedService({ sharing, accounts, toDtos, findOrigins, worker }),
      accountDeletion: createAccountDeletionService({ accounts, worker }),
      export: createExportService({
        ...{ accounts, assets, findOrigins, signedUrlExpiresInSeconds },
        getBranding: brandingService.get,
        listApiTokens: apiTokens.list,
        listOpenInvitations: invitations.listOpen,
        createReaders: (fixedOrigins) => {
          const fixed = { findOrigins: fixedOrigins };
          const exportedDtos = createToAssetDtos({ signFilePaths, publicPath, ...fixed });
          return {
            toDtos: exportedDtos,
            listJobs: createJobService({ jobs, toDtos: exportedDtos, worker, ...fixed }).list,
          };
        },
      }),
      accounts: createAccountService({
        auth,
        limiter: createSignInLimiter(call, environment.serviceKey),
        invitations,
        recovery: createRecoveryProofs({
          secret: environment.serviceKey,
          isSecure: async () => isHttps(await findSiteUrl()),
        }),
        hasPassword: createHasPassword(call),
        listProviders: createListProviders(environment.supabaseUrl, environment.anonKey),
        signUpPolicy: environment.signUp,
      }),
      invitations,
      branding: brandingService,
      apiTokens,
    },
    auth,
    checkHealth: () => checkSupabaseHealth(client, masterBucket),
    janitor: createJanitor({
      ...{ ...worker, accounts, sharing, signedUrls, tenantImages, idempotency },
      ...{ rates, installation: createInstallationStore(call) },
    }),
    runOnce: createRunOnce({ store: idempotency, log }),
    settings: createSettingsStore(call),
    rates,
  };
}

let composed: ReturnType<typeof compose> | undefined;
function root(): ReturnType<typeof compose> {
  composed ??= compose();
  return composed;
}

export const services = (): Services => root().services;
export const auth = (): AuthGateway => root().auth;
export const checkHealth = (): Promise<Health> => root().checkHealth();
export const janitor = (): Janitor => root().janitor;
export const runOnce = (): RunOnce => root().runOnce;
export const rateLimiter = (): RateLimiter => root().rates;
export const settingsStore = (): SettingsStore => root().settings;

/** What the uploader says up front. */
export const uploadLimits = (): UploadLimits => ({
  allowedContentTypes: env().allowedContentTypes,
  maxBytes: env().maxFileBytes,
  maxPixels: env().maxPixels,
});
