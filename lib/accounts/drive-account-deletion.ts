import { driveAssets } from '../assets/work/drive-assets.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import type { AccountStore } from '../ports/account-store.ts';

/** Assets per step. */
const BATCH = 200;
/** Beyond the assets' own files there are a logo or two and an avatar. */
const MAX_OTHER_OBJECTS = 1000;

export type AccountDeletionDependencies = { accounts: AccountStore; worker: WorkerDependencies };

/**
 * Takes the deletion of an account as far as it goes before `deadline`: its assets, whatever else is stored in its
 * folder, its rows and its user. Several may drive the same account. Never throws: what failed is logged and due again.
 * @returns whether the account is gone
 */
export async function driveAccountDeletion(
  ownerId: string,
  { accounts, worker }: AccountDeletionDependencies,
  deadline: number,
): Promise<boolean> {
  try {
    for (;;) {
      const { dueAssetIds, assetsLeft } = await accounts.advanceDeletion(ownerId, BATCH);
      if (assetsLeft === 0) break;
      // None is due: others are at work on them, or they are to be tried again later.
      if (dueAssetIds.length === 0 || Date.now() >= deadline) return false;
      await driveAssets(dueAssetIds, worker, deadline);
    }
    const objects = await accounts.listObjects(ownerId, MAX_OTHER_OBJECTS);
    for (const bucket of new Set(objects.map((object) => object.bucket))) {
      const keys = objects.filter((object) => object.bucket === bucket).map(({ key }) => key);
      await worker.storage.remove(bucket, keys);
    }
    return await accounts.finishDeletion(ownerId);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    worker.log(`deleting account ${ownerId} failed for now: ${reason}`);
    await accounts
      .postponeDeletion(ownerId, reason)
      .catch((again: unknown) => worker.log(`cannot postpone the deletion of ${ownerId}: ${again}`));
    return false;
  }
}
