import { z } from 'zod';
import { assetSchema, takeBackSchema } from './asset.ts';
import { exifSchema } from './exif.ts';

/** One time in public, and the proof of its end; the proof is empty while the file is still there. */
export const publicationSchema = z
  .object({
    publishedAt: z.iso.datetime(),
    ...takeBackSchema.shape,
    takenBackAt: z.iso.datetime().nullable(),
    path: z.string().describe('Object key that the file had in the public bucket. No other publication has the same.'),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof publicationSchema>;

export const variantDetailsSchema = z
  .object({
    name: z.string(),
    contentType: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    path: z.string().describe('Object key within the private bucket.'),
  })
  .meta({ id: 'VariantDetails' });

/** An asset with all that is known of it, for its owner alone. */
export const assetDetailsSchema = assetSchema
  .extend({
    etag: z.string().nullable().describe('Of the stored original, as Storage gives it; no checksum.'),
    cacheControl: z.string().nullable().describe('Of the stored original.'),
    verifiedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable().describe('Until when the bytes have to arrive; null once they have.'),
    variantDetails: z.array(variantDetailsSchema),
    publications: z.array(publicationSchema).describe('Newest first.'),
    exif: exifSchema
      .nullable()
      .describe('Read from the original. No list, no public page and no public file carries it.'),
  })
  .meta({ id: 'AssetDetails' });
export type AssetDetails = z.infer<typeof assetDetailsSchema>;
