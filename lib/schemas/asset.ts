import { z } from 'zod';
import { cleanText } from './clean-text.ts';
import { ASSETS_PER_PAGE, MAX_NAME_LENGTH } from './limits.ts';

/** The states of an asset; the arrows between them are in ARCHITECTURE.md and enforced by SQL. */
export const ASSET_STATUSES = [
  'awaiting_upload',
  'verifying',
  'private',
  'publishing',
  'public',
  'unpublishing',
  'rejected',
  'deleting',
  'lost',
] as const;
export const assetStatusSchema = z.enum(ASSET_STATUSES);
export type AssetStatus = z.infer<typeof assetStatusSchema>;

export const visibilitySchema = z.enum(['private', 'public']);
export type Visibility = z.infer<typeof visibilitySchema>;

/** Where copies of a taken-back file may still be seen, as last asked. */
export const takeBackSchema = z
  .object({
    takenBackAt: z.iso.datetime(),
    originGoneAt: z.iso.datetime().nullable().describe('The origin answered that it no longer has the file.'),
    edge: z
      .enum(['unchecked', 'dead', 'cached', 'unreachable'])
      .describe(
        '`dead`: the public address gives no bytes; `cached`: a cache still answers, until `cachedUntil` at most.',
      ),
    cachedUntil: z.iso.datetime().nullable(),
  })
  .meta({ id: 'TakeBack' });
export type TakeBack = z.infer<typeof takeBackSchema>;

/** An asset as its owner sees it. Addresses are absolute; the ones of private bytes are signed and expire. */
export const assetSchema = z
  .object({
    id: z.uuid(),
    jobId: z.uuid(),
    name: z.string(),
    contentType: z.string(),
    bytes: z.number().int(),
    sha256: z.string().describe('Lower-case hex.'),
    width: z.number().int().nullable().describe('As displayed (orientation applied); null until verified.'),
    height: z.number().int().nullable(),
    frames: z.number().int().nullable(),
    thumbhash: z
      .string()
      .nullable()
      .describe('Base64 thumbhash (https://evanw.github.io/thumbhash/); null until verified.'),
    status: assetStatusSchema,
    visibility: visibilitySchema.describe('`public` exactly while the public page and file answer.'),
    wantedVisibility: visibilitySchema.describe(
      'The last intent; differs from `visibility` while publishing or taking back.',
    ),
    path: z.string().describe('Object key of the master within its bucket.'),
    url: z.string().nullable().describe('Signed address of the master; null until verified.'),
    urlExpiresAt: z.iso.datetime().nullable(),
    variants: z
      .record(z.string(), z.string())
      .describe('Variant name (`112x112`, `56x56`, `thumbnail`, `preview`) → signed address.'),
    publicUrl: z.string().nullable(),
    pageUrl: z.string().nullable(),
    createdAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().nullable(),
    trashedAt: z.iso.datetime().nullable(),
    rejection: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .describe('Why it was refused; only with status `rejected` or `lost`.'),
    takenDown: z
      .object({ at: z.iso.datetime(), reason: z.string().nullable() })
      .nullable()
      .describe('Set while the operator does not let it be published; they say why, or not.'),
    takeBack: takeBackSchema
      .nullable()
      .describe('The last time it was taken back; null if it never was or is public again.'),
  })
  .meta({ id: 'Asset' });
export type Asset = z.infer<typeof assetSchema>;

export const assetPageSchema = z
  .object({ items: z.array(assetSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'AssetPage' });
export type AssetPage = z.infer<typeof assetPageSchema>;

export const setVisibilitySchema = z.object({ visibility: visibilitySchema });

export const assetNameSchema = z.string().trim().min(1).max(MAX_NAME_LENGTH);
export const renameAssetSchema = z.object({ name: assetNameSchema });
export const updateAssetSchema = z
  .object({
    name: assetNameSchema.optional(),
    jobId: z.uuid().optional().describe('The job to move to. Its files and its page keep their addresses.'),
  })
  .refine(({ name, jobId }) => name !== undefined || jobId !== undefined, 'Give a name or a job.');
export type UpdateAsset = z.infer<typeof updateAssetSchema>;

/** Query of `GET /assets`: ids separated by commas. */
export const assetIdsQuerySchema = z.object({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(100)),
});

export const ASSET_SORTS = ['added', 'name', 'bytes', 'published'] as const;
/** Query of `GET /jobs/{jobId}/assets`. `sort` may be prefixed with `-` for descending order. */
export const listAssetsSchema = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(ASSETS_PER_PAGE).default(ASSETS_PER_PAGE),
  visibility: visibilitySchema.optional(),
  status: assetStatusSchema.optional(),
  sort: z.enum([...ASSET_SORTS, '-added', '-name', '-bytes', '-published']).default('added'),
  q: z.string().overwrite(cleanText).max(255).optional().describe('Cleaned as names are, so that it finds them.'),
  trashed: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type ListAssets = z.infer<typeof listAssetsSchema>;

/** Query of `GET /jobs/{jobId}/assets/pages`: that of the list, and an asset to be found in it. */
export const listAssetPagesSchema = listAssetsSchema
  .omit({ cursor: true, trashed: true })
  .extend({ asset: z.uuid().optional().describe('Its place in the list is wanted.') });
export type ListAssetPages = z.infer<typeof listAssetPagesSchema>;

export const assetPagesSchema = z
  .object({
    total: z.number().int(),
    cursors: z.array(z.string()).describe('Where each page after the first begins.'),
    place: z
      .number()
      .int()
      .nullable()
      .describe('Of `asset`, counted from 0; null if it is not in the list or none was asked for.'),
  })
  .meta({ id: 'AssetPages' });
export type AssetPages = z.infer<typeof assetPagesSchema>;
