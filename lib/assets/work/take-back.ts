import type { ClaimedAsset } from '../asset-record.ts';
import { checkEdge } from './check-edge.ts';
import type { Reached, WorkerDependencies } from './worker-dependencies.ts';

/**
 * unpublishing → private (or lost). The page answers 404 since the status changed; here the files go, the origin is
 * asked whether it has let go of them, and the address that browsers use is tried. Idempotent.
 */
export async function takeBack(asset: ClaimedAsset, deps: WorkerDependencies): Promise<Reached> {
  await removePublicFiles(asset, deps);
  const after = await deps.assets.finishTakingBack(asset);
  await deps.settleBranding(asset.ownerId);
  if (after?.lastPublication && after.lastPublication.publicKey === asset.publicKey) {
    await checkEdge(after.lastPublication, deps);
  }
  return after?.status ?? null;
}

/** @throws Error while the origin still has the file. */
export async function removePublicFiles(asset: ClaimedAsset, deps: WorkerDependencies): Promise<void> {
  if (!asset.publicKey) return;
  const stored = await deps.assets.listStoredFiles(asset.id);
  await deps.storage.remove(deps.publicBucket, stored.public);
  if (await deps.storage.exists(deps.publicBucket, asset.publicKey)) {
    throw new Error(`the origin still has ${asset.publicKey}`);
  }
}
