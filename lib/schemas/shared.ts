import { z } from 'zod';
import type { Asset } from './asset.ts';

/** One public image, with the title of its job. */
export type SharedAsset = Asset & { jobTitle: string };
export type SharedPage = { items: SharedAsset[]; nextCursor: string | null };

/** One gallery page that is on. */
export type SharedGallery = { jobId: string; title: string; url: string; publicCount: number };

/** How far taking back everything is: images that are public still, and those whose files are being removed. */
export type TakeBackAllProgress = { left: number; takingBack: number };

export const listSharedSchema = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListShared = z.infer<typeof listSharedSchema>;
