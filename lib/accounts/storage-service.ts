import { driveAssets } from '../assets/work/drive-assets.ts';
import { PATIENCE_MS } from '../assets/work/settle-asset.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import type { AccountStore, StorageUseRecord } from '../ports/account-store.ts';
import type { StorageUse } from '../schemas/storage-use.ts';
import type { StorageService } from '../services.ts';

/** Images sent to deletion in one transaction. */
const BATCH = 500;

type Dependencies = { accounts: AccountStore; worker: WorkerDependencies };

export function createStorageService({ accounts, worker }: Dependencies): StorageService {
  const getUse = async (ownerId: string): Promise<StorageUse> => toStorageUse(await accounts.getStorageUse(ownerId));
  return {
    getUse,
    async emptyTrash(ownerId, before) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const emptied = await accounts.emptyTrash(ownerId, before ?? null, BATCH);
        await driveAssets(emptied.assetIds, worker, deadline);
        if (emptied.more && Date.now() < deadline) continue;
        return { before: emptied.before, more: emptied.more, use: await getUse(ownerId) };
      }
    },
    listTrashedInJobs: (ownerId) => accounts.listTrashedInJobs(ownerId),
  };
}

const toStorageUse = (record: StorageUseRecord): StorageUse => ({
  usedBytes: record.usedBytes,
  quotaBytes: record.quotaBytes,
  assetCount: record.assetCount,
  publicCount: record.publicCount,
  trashedCount: record.trashedCount,
  trashedBytes: record.trashedBytes,
  deletingCount: record.deletingCount,
  jobCount: record.jobCount,
  trashedJobCount: record.trashedJobCount,
  galleryCount: record.galleryCount,
});
