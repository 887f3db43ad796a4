import { AppError } from '../errors.ts';
import { sha256Of } from '../sha256-of.ts';
import { cleanName } from './clean-name.ts';
import { ignoreStored, UPLOAD_CACHE_SECONDS } from './upload-file.ts';
import { inMemory } from './work/in-memory.ts';
import type { WorkerDependencies } from './work/worker-dependencies.ts';

export type CopyRequest = { assetId: string; name?: string | undefined };

/**
 * Declares the bytes of an asset in another job of its owner and stores them there; the copy is not verified yet.
 * Idempotent by the hash, as an upload is. The bytes are read and written: Storage's own copy takes the cache-control of
 * the original along and skips the limits of the bucket.
 * @throws AppError not_found, conflict, asset_not_ready (not verified, or lost), and whatever an upload is refused for
 */
export async function copyAsset(
  ownerId: string,
  jobId: string,
  { assetId, name }: CopyRequest,
  { assets, storage, masterBucket }: Pick<WorkerDependencies, 'assets' | 'storage' | 'masterBucket'>,
): Promise<{ assetId: string; isNew: boolean }> {
  const source = await assets.find(ownerId, assetId);
  if (!source) throw new AppError('not_found', 'There is no such asset.');
  const { contentType, bytes, sha256 } = source;
  if (source.verifiedAt === null || source.status === 'lost') {
    throw new AppError('asset_not_ready', 'This image is not verified: there is nothing to copy.');
  }
  const [declared] = await assets.declareUploads(ownerId, jobId, [
    { name: name === undefined ? source.name : cleanName(name), contentType, bytes, sha256 },
  ]);
  if (!declared) throw new Error('one declaration has one answer');
  if (declared.status === 'refused') throw new AppError(declared.code, declared.message);
  const { asset } = declared;
  if (declared.status === 'duplicate') return { assetId: asset.id, isNew: false };
  if (declared.status === 'upload') {
    await inMemory(1, async () => {
      const original = await storage.read(masterBucket, source.objectKey, bytes);
      if (original === null || sha256Of(original) !== sha256) {
        throw new AppError('asset_not_ready', 'The original of this image is missing or damaged.');
      }
      const options = { contentType: asset.contentType, cacheSeconds: UPLOAD_CACHE_SECONDS };
      await storage.write(masterBucket, asset.objectKey, original, options).catch(ignoreStored);
    });
  }
  return { assetId: asset.id, isNew: true };
}
