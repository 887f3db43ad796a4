import { AppError } from '../errors.ts';
import type { AssetStore } from '../ports/asset-store.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';
import type { SpooledFile } from '../ports/spooled-file.ts';
import { cleanName } from './clean-name.ts';

type Dependencies = { assets: AssetStore; storage: ObjectStorage; masterBucket: string };

/** As a browser's PUT to a signed upload URL without a header of its own. */
export const UPLOAD_CACHE_SECONDS = 3600;

/**
 * Declares a received file and stores its bytes, as a browser does it in two steps; it is not verified yet. Idempotent
 * by the hash: where the job has the same bytes already, `isNew` is false and nothing is stored.
 * @throws AppError not_found, conflict (the job is in the trash), unsupported_media_type, payload_too_large, limit_exceeded
 */
export async function uploadFile(
  ownerId: string,
  jobId: string,
  file: SpooledFile,
  { assets, storage, masterBucket }: Dependencies,
): Promise<{ assetId: string; isNew: boolean }> {
  const { contentType, bytes, sha256 } = file;
  const [declared] = await assets.declareUploads(ownerId, jobId, [
    { name: cleanName(file.name), contentType, bytes, sha256 },
  ]);
  if (!declared) throw new Error('one declaration has one answer');
  if (declared.status === 'refused') throw new AppError(declared.code, declared.message);
  const { asset } = declared;
  if (declared.status === 'duplicate') return { assetId: asset.id, isNew: false };
  if (declared.status === 'upload') {
    // The type of the row: the same bytes may have been declared otherwise before.
    const options = { contentType: asset.contentType, cacheSeconds: UPLOAD_CACHE_SECONDS };
    await storage.writeFile(masterBucket, asset.objectKey, file.path, options).catch(ignoreStored);
  }
  return { assetId: asset.id, isNew: true };
}

/** Another request stored the same bytes in between. */
export function ignoreStored(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'conflict')) throw error;
}
