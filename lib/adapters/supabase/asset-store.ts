import 'server-only';
import { z } from 'zod';
import type { ClaimedAsset } from '../../assets/asset-record.ts';
import { ERROR_STATUS, type ErrorCode } from '../../errors.ts';
import type { AssetStore, VerificationResult } from '../../ports/asset-store.ts';
import type { CallFunction } from './call-function.ts';
import {
  assetDetailsRow,
  assetPosition,
  assetRow,
  claimedAssetRow,
  positionedAssetRow,
  publicAssetRow,
  publicationRow,
} from './rows.ts';

const declaredUpload = z.discriminatedUnion('status', [
  z.object({ status: z.enum(['upload', 'uploaded', 'duplicate']), asset: assetRow }),
  z.object({
    status: z.literal('refused'),
    code: z.enum(['unsupported_media_type', 'payload_too_large', 'limit_exceeded']),
    message: z.string(),
  }),
]);

const changedAsset = z.union([
  z.object({ asset: assetRow }),
  z.object({ code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]), message: z.string() }),
]);

const knownCopy = z
  .object({ sha256: z.string(), asset_id: z.string(), job_id: z.string(), job_title: z.string() })
  .transform((row) => ({ sha256: row.sha256, assetId: row.asset_id, jobId: row.job_id, jobTitle: row.job_title }));

const assetListPages = z.object({ total: z.number(), ends: z.array(assetPosition), place: z.number().nullable() });
const storedFiles = z.object({ master: z.array(z.string()), public: z.array(z.string()) });
const staleUpload = z
  .object({ id: z.string(), owner_id: z.string() })
  .transform((row) => ({ id: row.id, ownerId: row.owner_id }));

const suppliedVariant = z
  .object({ asset: assetRow, replaced_key: z.string().nullable() })
  .transform((row) => ({ asset: row.asset, replacedKey: row.replaced_key }));

const toVariantRow = (variant: VerificationResult['variants'][number]) => ({
  name: variant.name,
  content_type: variant.contentType,
  width: variant.width,
  height: variant.height,
  bytes: variant.bytes,
});

/** {@link AssetStore} on the SQL functions of supabase/migrations. */
export function createAssetStore(call: CallFunction): AssetStore {
  const owned = (owner: string, asset: string) => ({ p_owner: owner, p_asset: asset });
  const worker = (claimed: ClaimedAsset) => ({
    p_asset: claimed.id,
    p_generation: claimed.generation,
    p_token: claimed.leaseToken,
  });
  const maybeAsset = assetRow.nullable();

  return {
    find: async (owner, asset) => maybeAsset.parse(await call('get_asset', owned(owner, asset))),
    findDetails: async (owner, asset) =>
      assetDetailsRow.nullable().parse(await call('get_asset_details', owned(owner, asset))),
    findMany: async (owner, assets) =>
      z.array(assetRow).parse(await call('get_assets', { p_owner: owner, p_assets: assets })),
    list: async (owner, job, query) =>
      z.array(positionedAssetRow).parse(
        await call('list_assets', {
          p_owner: owner,
          p_job: job,
          p_sort: query.sort,
          p_descending: query.descending,
          p_after: query.after,
          p_limit: query.limit,
          p_visibility: query.visibility,
          p_status: query.status,
          p_search: query.search,
          p_trashed: query.trashed,
        }),
      ),
    listPages: async (owner, job, view, pageSize, asset) =>
      assetListPages.parse(
        await call('list_asset_pages', {
          p_owner: owner,
          p_job: job,
          p_sort: view.sort,
          p_descending: view.descending,
          p_page_size: pageSize,
          p_visibility: view.visibility,
          p_status: view.status,
          p_search: view.search,
          p_asset: asset,
        }),
      ),
    listAll: async (owner, after, limit) =>
      z.array(assetDetailsRow).parse(await call('list_all_assets', { p_owner: owner, p_after: after, p_limit: limit })),
    findPublic: async (slug) => publicAssetRow.nullable().parse(await call('find_public_asset', { p_slug: slug })),

    declareUploads: async (owner, job, files) =>
      z.array(declaredUpload).parse(
        await call('declare_uploads', {
          p_owner: owner,
          p_job: job,
          p_files: files.map((file) => ({
            name: file.name,
            content_type: file.contentType,
            bytes: file.bytes,
            sha256: file.sha256,
          })),
        }),
      ),
    findCopies: async (owner, job, hashes) =>
      z.array(knownCopy).parse(await call('find_copies', { p_owner: owner, p_job: job, p_hashes: hashes })),
    renewUpload: async (owner, asset) => declaredUpload.parse(await call('renew_upload', owned(owner, asset))),
    beginVerification: async (owner, asset) => assetRow.parse(await call('begin_verification', owned(owner, asset))),
    requestVisibility: async (owner, asset, visibility) =>
      assetRow.parse(
        await call('request_visibility', { ...owned(owner, asset), p_visibility: visibility, p_keep_metadata: false }),
      ),
    rename: async (owner, asset, name) =>
      assetRow.parse(await call('rename_asset', { ...owned(owner, asset), p_name: name })),
    trash: async (owner, asset) => assetRow.parse(await call('trash_asset', owned(owner, asset))),
    restore: async (owner, asset) => assetRow.parse(await call('restore_asset', owned(owner, asset))),
    startDeletion: async (owner, asset) => assetRow.parse(await call('delete_asset', owned(owner, asset))),

    move: async (owner, asset, job) => assetRow.parse(await call('move_asset', { ...owned(owner, asset), p_job: job })),
    changeMany: async (owner, { action, assetIds, jobId }) =>
      z.array(changedAsset).parse(
        await call('change_assets', {
          p_owner: owner,
          p_assets: assetIds,
          p_action: action,
          p_job: jobId ?? null,
        }),
      ),

    claim: async (asset, leaseSeconds) =>
      claimedAssetRow.nullable().parse(await call('claim_lease', { p_asset: asset, p_seconds: leaseSeconds })),
    release: async (claimed, retryInSeconds, error) => {
      await call('release_lease', {
        p_asset: claimed.id,
        p_token: claimed.leaseToken,
        p_retry_in_seconds: retryInSeconds,
        p_error: error,
      });
    },

    finishVerification: async (claimed, result) =>
      maybeAsset.parse(
        await call('finish_verification', {
          ...worker(claimed),
          p_result: {
            width: result.width,
            height: result.height,
            frames: result.frames,
            thumbhash: result.thumbhash,
            exif: result.exif,
            variants: result.variants.map(toVariantRow),
          },
        }),
      ),
    reject: async (claimed, code, message) => {
      const rejected = maybeAsset.parse(
        await call('reject_asset', { ...worker(claimed), p_code: code, p_message: message }),
      );
      return rejected && { ...rejected, leaseToken: claimed.leaseToken, leaseAttempts: claimed.leaseAttempts };
    },
    finishRejection: async (claimed) => maybeAsset.parse(await call('finish_rejection', worker(claimed))),
    finishPublication: async (claimed) => maybeAsset.parse(await call('finish_publication', worker(claimed))),
    failPublication: async (claimed, problem) =>
      maybeAsset.parse(
        await call('fail_publication', { ...worker(claimed), p_lost: problem.lost, p_message: problem.message }),
      ),
    finishTakingBack: async (claimed) => maybeAsset.parse(await call('finish_taking_back', worker(claimed))),
    finishDeletion: async (claimed) => z.boolean().parse(await call('finish_deletion', worker(claimed))),
    findByStem: async (owner, job, stem) =>
      maybeAsset.parse(await call('find_asset_by_stem', { p_owner: owner, p_job: job, p_stem: stem })),
    requireRoomForVariant: async (owner, asset, name) =>
      assetRow.parse(await call('require_room_for_variant', { ...owned(owner, asset), p_name: name })),
    setVariant: async (owner, asset, variant) =>
      suppliedVariant.parse(await call('set_variant', { ...owned(owner, asset), p_variant: toVariantRow(variant) })),
    listStoredFiles: async (asset) =>
      storedFiles.nullable().parse(await call('list_stored_files', { p_asset: asset })) ?? { master: [], public: [] },

    listDueWork: async (limit) => z.array(z.string()).parse(await call('list_due_work', { p_limit: limit })),
    listStaleUploads: async (olderThanSeconds, limit) =>
      z
        .array(staleUpload)
        .parse(await call('list_stale_uploads', { p_older_than_seconds: olderThanSeconds, p_limit: limit })),
    expireUploads: async (limit) => z.number().parse(await call('expire_uploads', { p_limit: limit })),
    expireTrash: async (days, limit) => z.number().parse(await call('expire_trash', { p_days: days, p_limit: limit })),
    listEdgeChecks: async (limit) => z.array(publicationRow).parse(await call('list_edge_checks', { p_limit: limit })),
    recordEdgeCheck: async (publicationId, { edge, cachedUntil, nextCheckAt }) => {
      await call('record_edge_check', {
        p_publication: publicationId,
        p_edge: edge,
        p_cached_until: cachedUntil,
        p_next_check_at: nextCheckAt,
      });
    },
  };
}
