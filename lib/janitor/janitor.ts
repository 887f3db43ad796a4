import { driveAccountDeletion } from '../accounts/drive-account-deletion.ts';
import { checkEdge } from '../assets/work/check-edge.ts';
import { driveAsset } from '../assets/work/drive-asset.ts';
import { driveAssets } from '../assets/work/drive-assets.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { IdempotencyStore } from '../ports/idempotency-store.ts';
import type { InstallationStore } from '../ports/installation-store.ts';
import type { RateLimiter } from '../ports/rate-limiter.ts';
import type { SharingStore } from '../ports/sharing-store.ts';
import type { SignedUrlCache } from '../ports/signed-url-cache.ts';
import type { TenantImageStore } from '../ports/tenant-image-store.ts';
import { type ComparisonReport, createComparison } from './comparison.ts';

const TRASH_DAYS = 30;
/** A browser that is alive completes an upload within this time of its last byte. */
const STALE_UPLOAD_SECONDS = 120;
const BATCH = 200;
const PARALLEL = 2;
const ACCOUNTS = 10;
/** An account that takes longer goes on in the next pass, after everybody else had a turn. */
const ACCOUNT_MS = 30_000;

export type JanitorReport = {
  driven: number;
  staleUploads: number;
  expiredUploads: number;
  expiredTrash: number;
  edgeChecks: number;
  expiredKeys: number;
  branding: number;
  /** Images of suspended accounts that were public still. */
  takenBack: number;
  accountDeletions: number;
  comparison: ComparisonReport;
  /** A batch was full: another pass would find more. */
  more: boolean;
};

export type Janitor = {
  /** One pass over everything that is due; bounded, so that many passes finish a backlog. Idempotent. */
  tick(): Promise<JanitorReport>;
};

export type JanitorDependencies = WorkerDependencies & {
  installation: InstallationStore;
  accounts: AccountStore;
  sharing: SharingStore;
  signedUrls: SignedUrlCache;
  tenantImages: TenantImageStore;
  idempotency: IdempotencyStore;
  rates: RateLimiter;
};

export function createJanitor(deps: JanitorDependencies): Janitor {
  const { assets } = deps;
  const compare = createComparison(deps);
  return {
    async tick() {
      // What has expired is work of this pass.
      const expiredUploads = await assets.expireUploads(BATCH);
      const expiredTrash = await assets.expireTrash(TRASH_DAYS, BATCH);

      const due = await assets.listDueWork(BATCH);
      await mapInParallel(due, PARALLEL, (id) => driveAsset(id, deps));

      const stale = await assets.listStaleUploads(STALE_UPLOAD_SECONDS, BATCH);
      await mapInParallel(stale, PARALLEL, async ({ id, ownerId }) => {
        await assets.beginVerification(ownerId, id);
        await driveAsset(id, deps);
      });

      const takenBack = await deps.sharing.takeBackSuspended(BATCH);
      await driveAssets(takenBack, deps);
      const leaving = await deps.accounts.listDueDeletions(ACCOUNTS);
      for (const ownerId of leaving) {
        await driveAccountDeletion(ownerId, { accounts: deps.accounts, worker: deps }, Date.now() + ACCOUNT_MS);
      }

      const checks = await assets.listEdgeChecks(BATCH);
      await mapInParallel(checks, PARALLEL, (publication) => checkEdge(publication, deps));
      await deps.signedUrls.forgetExpired();
      await deps.rates.forgetExpired();
      const expiredKeys = await deps.idempotency.expire(BATCH);

      const unsettled = await deps.tenantImages.listUnsettled(BATCH);
      await mapInParallel(unsettled, PARALLEL, deps.settleBranding);

      const comparison = await compare();

      return {
        driven: due.length,
        staleUploads: stale.length,
        expiredUploads,
        expiredTrash,
        edgeChecks: checks.length,
        expiredKeys,
        branding: unsettled.length,
        takenBack: takenBack.length,
        accountDeletions: leaving.length,
        comparison,
        more: [due.length, stale.length, expiredUploads, expiredTrash, expiredKeys, takenBack.length].some(
          (count) => count >= BATCH,
        ),
      };
    },
  };
}
