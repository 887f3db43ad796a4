import { AppError } from '../errors.ts';
import { sha256Of } from '../sha256-of.ts';
import { type AddedAsset, addAsset } from './add-asset.ts';
import { cleanName } from './clean-name.ts';
import { inMemory } from './work/in-memory.ts';
import type { WorkerDependencies } from './work/worker-dependencies.ts';

export type CopyRequest = { assetId: string; name?: string | undefined };

/**
 * Adds the bytes of an asset to another job of its owner. They are read and written: Storage's own copy takes the
 * cache-control of the original along and skips the limits of the bucket.
 * @throws AppError asset_not_ready (not verified, or lost), and as {@link addAsset}
 */
export async function copyAsset(
  ownerId: string,
  jobId: string,
  { assetId, name }: CopyRequest,
  { assets, storage, masterBucket }: Pick<WorkerDependencies, 'assets' | 'storage' | 'masterBucket'>,
): Promise<AddedAsset> {
  const source = await assets.find(ownerId, assetId);
  if (!source) throw new AppError('not_found', 'There is no such asset.');
  const { contentType, bytes, sha256 } = source;
  if (source.verifiedAt === null || source.status === 'lost') {
    throw new AppError('asset_not_ready', 'This image is not verified: there is nothing to copy.');
  }
  const declaration = { name: name === undefined ? source.name : cleanName(name), contentType, bytes, sha256 };
  return addAsset(ownerId, jobId, declaration, assets, (key, options) =>
    inMemory(1, async () => {
      const original = await storage.read(masterBucket, source.objectKey, bytes);
      if (original === null || sha256Of(original) !== sha256) {
        throw new AppError('asset_not_ready', 'The original of this image is missing or damaged.');
      }
      await storage.write(masterBucket, key, original, options);
    }),
  );
}
