import { AppError } from '../../errors.ts';
import type { AssetStatus } from '../../schemas/asset.ts';
import { wait } from '../../wait.ts';
import { type ClaimedAsset, IN_FLIGHT } from '../asset-record.ts';
import { erase } from './erase.ts';
import { publish } from './publish.ts';
import { takeBack } from './take-back.ts';
import { cleanUpRejected, verifyUpload } from './verify-upload.ts';
import type { Reached, WorkerDependencies } from './worker-dependencies.ts';

/** Longer than any step takes; work whose process died is taken over after this. */
const LEASE_SECONDS = 60;
const MAX_RETRY_SECONDS = 300;
/** A back end that has gone mostly comes back within this time; a lease that is not given up has to run out. */
const RELEASE_PAUSES_MS = [500, 1000, 2000, 4000, 8000];

type Reconcile = (asset: ClaimedAsset, deps: WorkerDependencies) => Promise<Reached>;

/** One reconcile function per status with work to do; action, API and janitor all come through here. */
const RECONCILE: Partial<Record<AssetStatus, Reconcile>> = {
  verifying: verifyUpload,
  rejected: cleanUpRejected,
  publishing: publish,
  unpublishing: takeBack,
  deleting: erase,
};

/**
 * Does all work that an asset has due, until it rests, fails for now, or somebody else holds it. Never throws:
 * what failed is logged and stays due, for the janitor.
 */
export async function driveAsset(assetId: string, deps: WorkerDependencies): Promise<void> {
  for (;;) {
    const claimed = await claimOrLog(assetId, deps);
    if (!claimed) return;
    const reconcile = RECONCILE[claimed.status];
    try {
      if (!reconcile) throw new Error(`a lease on an asset that is ${claimed.status}`);
      const reached = await reconcile(claimed, deps);
      // Whoever wants something else of it from now on does that work, and not we.
      if (reached === 'gone' || (reached !== null && !IN_FLIGHT.has(reached))) return;
    } catch (error) {
      if (!(await releaseOrLog(claimed, error, deps))) return;
    }
  }
}

async function claimOrLog(assetId: string, deps: WorkerDependencies): Promise<ClaimedAsset | null> {
  try {
    return await deps.assets.claim(assetId, LEASE_SECONDS);
  } catch (error) {
    deps.log(`cannot claim ${assetId}: ${reasonOf(error)}`);
    return null;
  }
}

/** True when the lease was given up, so that newer work on the asset can be looked for. */
async function releaseOrLog(claimed: ClaimedAsset, error: unknown, deps: WorkerDependencies): Promise<boolean> {
  const retryInSeconds = Math.min(2 ** claimed.leaseAttempts, MAX_RETRY_SECONDS);
  // The guard refuses a worker whose asset has moved on meanwhile; what is due now is looked for next.
  const outcome = error instanceof AppError && error.code === 'forbidden' ? 'was refused' : 'failed';
  deps.log(`${claimed.status} ${claimed.id} ${outcome}, again in ${retryInSeconds} s: ${reasonOf(error)}`);
  for (const pauseMs of [...RELEASE_PAUSES_MS, null]) {
    try {
      await deps.assets.release(claimed, retryInSeconds, reasonOf(error));
      return true;
    } catch (releaseError) {
      if (pauseMs === null) deps.log(`cannot release ${claimed.id}: ${reasonOf(releaseError)}`);
      else await wait(pauseMs);
    }
  }
  return false;
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error || (typeof error.cause === 'object' && error.cause) ? error.cause : null;
  const detail = cause && 'message' in cause ? ` (${String(cause.message)})` : '';
  return error.message + detail;
};
