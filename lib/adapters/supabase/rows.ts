import 'server-only';
import { z } from 'zod';
import type { AssetRecord, ClaimedAsset, PublicationRecord, VariantRecord } from '../../assets/asset-record.ts';
import type { AssetDetailsRecord } from '../../ports/asset-store.ts';
import type { JobRecord } from '../../ports/job-store.ts';
import type { ShownLogo } from '../../ports/tenant-image-store.ts';
import { assetStatusSchema, visibilitySchema } from '../../schemas/asset.ts';
import { exifSchema } from '../../schemas/exif.ts';

/** JSON rows of the SQL functions, checked and in the core's spelling. */

const variantRow = z
  .object({
    name: z.string(),
    content_type: z.string(),
    width: z.number(),
    height: z.number(),
    bytes: z.number(),
    object_key: z.string(),
    public_key: z.string().nullable(),
  })
  .transform(
    (row): VariantRecord => ({
      name: row.name,
      contentType: row.content_type,
      width: row.width,
      height: row.height,
      bytes: row.bytes,
      objectKey: row.object_key,
      publicKey: row.public_key,
    }),
  );

export const publicationRow = z
  .object({
    id: z.string(),
    public_key: z.string(),
    published_at: z.string(),
    taken_back_at: z.string().nullable(),
    origin_gone_at: z.string().nullable(),
    edge: z.enum(['unchecked', 'dead', 'cached', 'unreachable']),
    cached_until: z.string().nullable(),
  })
  .transform(
    (row): PublicationRecord => ({
      id: row.id,
      publicKey: row.public_key,
      publishedAt: row.published_at,
      takenBackAt: row.taken_back_at,
      originGoneAt: row.origin_gone_at,
      edge: row.edge,
      cachedUntil: row.cached_until,
    }),
  );

const assetShape = z.object({
  id: z.string(),
  job_id: z.string(),
  owner_id: z.string(),
  added_no: z.number(),
  name: z.string(),
  content_type: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  status: assetStatusSchema,
  generation: z.number(),
  wanted_visibility: visibilitySchema,
  keep_metadata: z.boolean(),
  object_key: z.string(),
  object_stem: z.string(),
  public_key: z.string().nullable(),
  slug: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  frames: z.number().nullable(),
  thumbhash: z.string().nullable(),
  problem_code: z.string().nullable(),
  problem_message: z.string().nullable(),
  upload_expires_at: z.string(),
  created_at: z.string(),
  verified_at: z.string().nullable(),
  published_at: z.string().nullable(),
  trashed_at: z.string().nullable(),
  take_down: z.object({ taken_down_at: z.string(), reason: z.string().nullable() }).nullable(),
  variants: z.array(variantRow),
  last_publication: publicationRow.nullable(),
});

const toAssetRecord = (row: z.output<typeof assetShape>): AssetRecord => ({
  id: row.id,
  jobId: row.job_id,
  ownerId: row.owner_id,
  addedNo: row.added_no,
  name: row.name,
  contentType: row.content_type,
  bytes: row.bytes,
  sha256: row.sha256,
  status: row.status,
  generation: row.generation,
  wantedVisibility: row.wanted_visibility,
  keepMetadata: row.keep_metadata,
  objectKey: row.object_key,
  objectStem: row.object_stem,
  publicKey: row.public_key,
  slug: row.slug,
  width: row.width,
  height: row.height,
  frames: row.frames,
  thumbhash: row.thumbhash,
  problemCode: row.problem_code,
  problemMessage: row.problem_message,
  uploadExpiresAt: row.upload_expires_at,
  createdAt: row.created_at,
  verifiedAt: row.verified_at,
  publishedAt: row.published_at,
  trashedAt: row.trashed_at,
  takeDown: row.take_down && { at: row.take_down.taken_down_at, reason: row.take_down.reason },
  variants: row.variants,
  lastPublication: row.last_publication,
});

export const assetRow = assetShape.transform(toAssetRecord);

export const shownLogosRow = z.array(
  z
    .object({
      kind: z.enum(['primary', 'secondary']),
      object_key: z.string(),
      sha256: z.string(),
      width: z.number(),
      height: z.number(),
    })
    .transform((row): ShownLogo => {
      const { object_key: objectKey, ...logo } = row;
      return { objectKey, ...logo };
    }),
);

export const publicAssetRow = assetShape
  .extend({ logos: shownLogosRow })
  .transform(({ logos, ...row }) => ({ asset: toAssetRecord(row), logos }));

export const assetDetailsRow = assetShape
  .extend({
    exif: exifSchema.nullable(),
    etag: z.string().nullable(),
    cache_control: z.string().nullable(),
    publications: z.array(publicationRow),
  })
  .transform(
    ({ exif, etag, cache_control, publications, ...row }): AssetDetailsRecord => ({
      asset: toAssetRecord(row),
      exif,
      etag,
      cacheControl: cache_control,
      publications,
    }),
  );

export const claimedAssetRow = assetShape
  .extend({ lease_token: z.string(), lease_attempts: z.number() })
  .transform(
    (row): ClaimedAsset => ({ ...toAssetRecord(row), leaseToken: row.lease_token, leaseAttempts: row.lease_attempts }),
  );

export const assetPosition = z.tuple([z.union([z.string(), z.number()]), z.number()]);
export const positionedAssetRow = assetShape
  .extend({ position: assetPosition })
  .transform((row) => ({ asset: toAssetRecord(row), position: row.position }));

/** With the title of its job and its place in the list of all that is public. */
export const sharedAssetRow = assetShape
  .extend({ job_title: z.string(), position: z.tuple([z.string(), z.number()]) })
  .transform((row) => ({ asset: toAssetRecord(row), jobTitle: row.job_title, position: row.position }));

/** With the address of its owner. */
export const ownedAssetRow = assetShape
  .extend({ email: z.string() })
  .transform((row) => ({ ...toAssetRecord(row), email: row.email }));

export const jobRow = z
  .object({
    id: z.string(),
    owner_id: z.string(),
    title: z.string(),
    added_no: z.number(),
    gallery_slug: z.string().nullable(),
    gallery_on: z.boolean(),
    cover_asset_id: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
    trashed_at: z.string().nullable(),
    asset_count: z.number(),
    public_count: z.number(),
    bytes: z.number(),
    cover: assetRow.nullable(),
  })
  .transform(
    (row): JobRecord => ({
      id: row.id,
      ownerId: row.owner_id,
      title: row.title,
      addedNo: row.added_no,
      gallerySlug: row.gallery_slug,
      galleryOn: row.gallery_on,
      coverAssetId: row.cover_asset_id,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      trashedAt: row.trashed_at,
      assetCount: row.asset_count,
      publicCount: row.public_count,
      bytes: row.bytes,
      cover: row.cover,
    }),
  );
