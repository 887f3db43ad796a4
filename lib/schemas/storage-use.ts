import { z } from 'zod';

/** `suspended`: taken down by the operator; nothing is public, nothing can be added. */
export const accountStateSchema = z.enum(['active', 'suspended', 'deleting']);
export type AccountState = z.infer<typeof accountStateSchema>;

/** What an account holds, for its owner. Counts of images leave out those on their way out. */
export const storageUseSchema = z
  .object({
    usedBytes: z.number().int().describe('Of the originals, trash included.'),
    quotaBytes: z.number().int(),
    assetCount: z.number().int().describe('Trash included.'),
    publicCount: z.number().int(),
    trashedCount: z.number().int(),
    trashedBytes: z.number().int(),
    deletingCount: z.number().int().describe('On their way out, and not back.'),
    jobCount: z.number().int().describe('Trash included.'),
    trashedJobCount: z.number().int(),
    galleryCount: z.number().int().describe('Galleries that are on.'),
  })
  .meta({ id: 'StorageUse' });
export type StorageUse = z.infer<typeof storageUseSchema>;

const trashedBeforeSchema = z.iso.datetime({ offset: true });

/** How far emptying the trash is. `before` goes into the next call, so that what is trashed meanwhile stays. */
export const emptyTrashProgressSchema = z
  .object({
    before: trashedBeforeSchema.describe('Pass it with the next call: what is trashed meanwhile stays.'),
    more: z.boolean().describe('Ask again. Once false, the rest is on its way out by itself: `use.deletingCount`.'),
    use: storageUseSchema,
  })
  .meta({ id: 'EmptyTrashProgress' });
export type EmptyTrashProgress = z.infer<typeof emptyTrashProgressSchema>;

export const emptyTrashSchema = z.object({
  before: trashedBeforeSchema.optional().describe('Only what was in the trash at that time; without it, now.'),
});

/** Images in the trash whose job is not. */
export type TrashedInJob = { jobId: string; title: string; count: number; bytes: number };
