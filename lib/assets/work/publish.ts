import type { ClaimedAsset } from '../asset-record.ts';
import { findOriginal } from './find-original.ts';
import { inMemory } from './in-memory.ts';
import type { Reached, WorkerDependencies } from './worker-dependencies.ts';

const MAX_ATTEMPTS = 6;

/**
 * publishing → public. Writes the clean rendition and its variants into the public bucket, then flips. The private
 * original is only read. Idempotent; a late worker is stopped by the guard and by the generation.
 * An original that is missing or no longer hashes to the row's sha256 leads to `lost`.
 */
export async function publish(asset: ClaimedAsset, deps: WorkerDependencies): Promise<Reached> {
  const { assets } = deps;
  if (!asset.publicKey) throw new Error(`asset ${asset.id} is publishing without a public key`);
  if (asset.leaseAttempts > MAX_ATTEMPTS) {
    deps.log(`publishing ${asset.id} failed ${MAX_ATTEMPTS} times: taking it back`);
    const message = 'This image could not be published. Try again.';
    return (await assets.failPublication(asset, { lost: false, message }))?.status ?? null;
  }

  const { publicKey } = asset;
  if (!(await inMemory(1, () => writeRendition(asset, publicKey, deps)))) return null;
  const published = await assets.finishPublication(asset);
  await deps.settleBranding(asset.ownerId);
  return published?.status ?? null;
}

/** False when the original is lost. */
async function writeRendition(asset: ClaimedAsset, publicKey: string, deps: WorkerDependencies): Promise<boolean> {
  const { assets, storage } = deps;
  const master = await findOriginal(asset, deps);
  if (master === null) {
    await assets.failPublication(asset, { lost: true, message: 'The original of this image is missing or damaged.' });
    return false;
  }

  const rendition = asset.keepMetadata ? master : deps.images.stripMetadata(master, asset.contentType);
  const writePublic = (key: string, bytes: Uint8Array, contentType: string) =>
    storage.write(deps.publicBucket, key, bytes, { contentType, cacheSeconds: deps.publicCacheSeconds });
  await Promise.all([
    writePublic(publicKey, rendition, asset.contentType),
    ...asset.variants.map(async (variant) => {
      // Not the length of its row: one that was stored, but not recorded when a request broke off, may be longer.
      const bytes = await storage.read(deps.masterBucket, variant.objectKey, deps.maxFileBytes);
      if (bytes === null || variant.publicKey === null) throw new Error(`variant ${variant.objectKey} is missing`);
      await writePublic(variant.publicKey, bytes, variant.contentType);
    }),
  ]);
  return true;
}
