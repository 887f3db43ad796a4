import { AppError } from '../errors.ts';
import type { AssetStore } from '../ports/asset-store.ts';
import type { WriteOptions } from '../ports/object-storage.ts';
import type { UploadDeclaration } from '../schemas/upload.ts';

export type AddedAsset = { assetId: string; isNew: boolean };

/** As a browser's PUT to a signed upload URL without a header of its own. */
const UPLOAD_CACHE_SECONDS = 3600;

/**
 * Declares bytes and has them stored where they are missing, as a browser does it in two steps; the asset is not verified
 * yet. Idempotent by the hash: where the job has the same bytes already, `isNew` is false and nothing is stored.
 * @param store may fail with conflict: another request stored the same bytes in between
 * @throws AppError not_found, conflict (the job is in the trash), unsupported_media_type, payload_too_large, limit_exceeded
 */
export async function addAsset(
  ownerId: string,
  jobId: string,
  declaration: UploadDeclaration,
  assets: AssetStore,
  store: (key: string, options: WriteOptions) => Promise<void>,
): Promise<AddedAsset> {
  const [declared] = await assets.declareUploads(ownerId, jobId, [declaration]);
  if (!declared) throw new Error('one declaration has one answer');
  if (declared.status === 'refused') throw new AppError(declared.code, declared.message);
  const { asset } = declared;
  if (declared.status === 'upload') {
    // The type of the row: the same bytes may have been declared otherwise before.
    await store(asset.objectKey, { contentType: asset.contentType, cacheSeconds: UPLOAD_CACHE_SECONDS }).catch(
      ignoreStored,
    );
  }
  return { assetId: asset.id, isNew: declared.status !== 'duplicate' };
}

function ignoreStored(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'conflict')) throw error;
}
