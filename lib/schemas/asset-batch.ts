import { z } from 'zod';
import { assetSchema } from './asset.ts';
import { errorBodySchema } from './error.ts';
import { MAX_ASSETS_PER_CHANGE } from './limits.ts';

export const BATCH_ACTIONS = ['publish', 'unpublish', 'trash', 'restore', 'delete', 'move'] as const;
export type BatchAction = (typeof BATCH_ACTIONS)[number];

export const changeAssetsSchema = z
  .object({
    action: z.enum(BATCH_ACTIONS).describe('`delete` is for good, `trash` can be undone with `restore`.'),
    assetIds: z.array(z.uuid().toLowerCase()).min(1).max(MAX_ASSETS_PER_CHANGE),
    jobId: z.uuid().optional().describe('The job to `move` to.'),
  })
  .refine(({ action, jobId }) => (action === 'move') === (jobId !== undefined), {
    path: ['jobId'],
    error: 'A job goes with “move”, and with nothing else.',
  });
export type ChangeAssets = z.infer<typeof changeAssetsSchema>;

export const changedAssetItemSchema = z.union([
  z.object({
    assetId: z.uuid(),
    asset: assetSchema.nullable().describe('As it is now, at rest or in flight; null once it is deleted for good.'),
  }),
  z.object({ assetId: z.uuid(), error: errorBodySchema }),
]);
export type ChangedAssetItem = z.infer<typeof changedAssetItemSchema>;
export const changedAssetsSchema = z
  .object({ items: z.array(changedAssetItemSchema), nextCursor: z.null() })
  .meta({ id: 'ChangedAssets' });
