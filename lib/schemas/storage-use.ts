import { z } from 'zod';

/** `suspended`: taken down by the operator; nothing is public, nothing can be added. */
export const accountStateSchema = z.enum(['active', 'suspended', 'deleting']);
export type AccountState = z.infer<typeof accountStateSchema>;

/** What an account holds, for its owner. Counts of images leave out those on their way out. */
export type StorageUse = {
  usedBytes: number;
  quotaBytes: number;
  assetCount: number;
  publicCount: number;
  trashedCount: number;
  trashedBytes: number;
  deletingCount: number;
  jobCount: number;
  trashedJobCount: number;
  galleryCount: number;
};

/** How far emptying the trash is. `before` goes into the next call, so that what is trashed meanwhile stays. */
export type EmptyTrashProgress = { before: string; isDone: boolean; use: StorageUse };

/** Images in the trash whose job is not. */
export type TrashedInJob = { jobId: string; title: string; count: number; bytes: number };

export const emptyTrashSchema = z.object({ before: z.iso.datetime({ offset: true }).nullable() });
