import type { ClaimedAsset } from '../asset-record.ts';
import { removePublicFiles } from './take-back.ts';
import type { Reached, WorkerDependencies } from './worker-dependencies.ts';

/** deleting → gone: public files first, then everything private, then the row. Idempotent. */
export async function erase(asset: ClaimedAsset, deps: WorkerDependencies): Promise<Reached> {
  await removePublicFiles(asset, deps);
  const stored = await deps.assets.listStoredFiles(asset.id);
  await deps.storage.remove(deps.masterBucket, stored.master);
  const isGone = await deps.assets.finishDeletion(asset);
  if (asset.publicKey) await deps.settleBranding(asset.ownerId);
  return isGone ? 'gone' : null;
}
