import { driveAssets } from '../assets/work/drive-assets.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import type { OperatorStore, SuspensionProgress } from '../ports/operator-store.ts';
import { wait } from '../wait.ts';

/** Images per step. */
const BATCH = 200;
const STEP_MS = 5000;
const POLL_MS = 500;
/** When nothing has gone for so long, the rest is left to the janitor. */
const STALLED_AFTER_MS = 60_000;

type Dependencies = { store: OperatorStore; worker: WorkerDependencies };

export const isSuspensionDone = ({ assetsLeft, filesLeft }: SuspensionProgress): boolean =>
  assetsLeft === 0 && filesLeft === 0;

/**
 * Takes back all that is public of an account, for as long as it goes on. Idempotent.
 * @returns what is left; its pages are gone from the start
 */
export async function suspendAccount(
  ownerId: string,
  reason: string | null,
  { store, worker }: Dependencies,
  onProgress: (progress: SuspensionProgress) => void,
): Promise<SuspensionProgress> {
  await store.suspendAccount(ownerId, reason);
  let last: SuspensionProgress | null = null;
  let changedAt = Date.now();
  for (;;) {
    const now = await store.advanceSuspension(ownerId, BATCH);
    if (now.assetsLeft !== last?.assetsLeft || now.filesLeft !== last.filesLeft) {
      onProgress(now);
      changedAt = Date.now();
    }
    if (isSuspensionDone(now) || Date.now() - changedAt > STALLED_AFTER_MS) return now;
    last = now;
    await driveAssets(now.dueAssetIds, worker, Date.now() + STEP_MS);
    await worker.settleBranding(ownerId);
    // Others are at work on what is left, or it failed and is tried again later.
    if (now.dueAssetIds.length === 0) await wait(POLL_MS);
  }
}
