import { z } from 'zod';
import { assetSchema } from './asset.ts';

/** One public image, with the title of its job. */
export const sharedAssetSchema = assetSchema.extend({ jobTitle: z.string() }).meta({ id: 'SharedAsset' });
export type SharedAsset = z.infer<typeof sharedAssetSchema>;

export const sharedPageSchema = z
  .object({ items: z.array(sharedAssetSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'SharedPage' });
export type SharedPage = z.infer<typeof sharedPageSchema>;

/** One gallery page that is on. */
export type SharedGallery = { jobId: string; title: string; url: string; publicCount: number };

export const takeBackAllProgressSchema = z
  .object({
    left: z.number().int().describe('Images that are public still: ask again until there are none.'),
    takingBack: z.number().int().describe('Images whose pages are gone and whose files are being removed.'),
  })
  .meta({ id: 'TakeBackAllProgress' });
export type TakeBackAllProgress = z.infer<typeof takeBackAllProgressSchema>;

export const listSharedSchema = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListShared = z.infer<typeof listSharedSchema>;
