import { wait } from '../../wait.ts';
import type { AssetRecord } from '../asset-record.ts';
import { IN_FLIGHT } from '../asset-record.ts';
import { driveAsset } from './drive-asset.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

/** Callers wait this long for work to end; after that they get the status in flight and poll. */
export const PATIENCE_MS = 5000;
const POLL_MS = 150;

/**
 * Drives an asset and waits for it to rest, whoever does the work, but no longer than `timeoutMs`; the work goes on
 * behind. Gives the asset as it is then, or null when it is gone.
 */
export async function settleAsset(
  ownerId: string,
  assetId: string,
  deps: WorkerDependencies,
  timeoutMs: number = PATIENCE_MS,
): Promise<AssetRecord | null> {
  const deadline = Date.now() + timeoutMs;
  await Promise.race([driveAsset(assetId, deps), wait(timeoutMs)]);
  for (;;) {
    const asset = await deps.assets.find(ownerId, assetId);
    // Gone from view: a deletion in flight is as good as done for its owner.
    if (!asset || !IN_FLIGHT.has(asset.status) || Date.now() >= deadline) return asset;
    await wait(Math.min(POLL_MS, Math.max(0, deadline - Date.now())));
    await Promise.race([driveAsset(assetId, deps), wait(Math.max(0, deadline - Date.now()))]);
  }
}
