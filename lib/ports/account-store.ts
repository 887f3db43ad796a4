import type { AccountState, TrashedInJob } from '../schemas/storage-use.ts';

/** What an account holds, counted at one moment. */
export type StorageUseRecord = {
  usedBytes: number;
  quotaBytes: number;
  state: AccountState;
  suspensionReason: string | null;
  createdAt: string | null;
  assetCount: number;
  publicCount: number;
  trashedCount: number;
  trashedBytes: number;
  /** On their way out, and not back. */
  deletingCount: number;
  takingBackCount: number;
  jobCount: number;
  trashedJobCount: number;
  /** Galleries that are on. */
  galleryCount: number;
};

export type EmptiedTrash = { before: string; assetIds: string[]; more: boolean };

/** An account as a whole: what it holds, its trash, and its end. */
export type AccountStore = {
  getStorageUse(ownerId: string): Promise<StorageUseRecord>;
  /** Sends one batch to deletion. @param before only what was in the trash then; null: now */
  emptyTrash(ownerId: string, before: string | null, limit: number): Promise<EmptiedTrash>;
  listTrashedInJobs(ownerId: string): Promise<TrashedInJob[]>;

  /** From here on nothing of the owner is there for anybody. Idempotent. */
  requestDeletion(ownerId: string): Promise<void>;
  /** Sends a batch of assets to deletion; gives those that can be worked on now, and how many are left at all. */
  advanceDeletion(ownerId: string, limit: number): Promise<{ dueAssetIds: string[]; assetsLeft: number }>;
  /** Whatever is stored in the owner's folder, in both buckets. */
  listObjects(ownerId: string, limit: number): Promise<{ bucket: string; key: string }[]>;
  /** Every row, and the user. False while assets are left, and when all is done. Fails while files are stored. */
  finishDeletion(ownerId: string): Promise<boolean>;
  postponeDeletion(ownerId: string, error: string): Promise<void>;
  listDueDeletions(limit: number): Promise<string[]>;
};
