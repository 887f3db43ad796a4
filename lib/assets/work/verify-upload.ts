import { AppError, type ErrorCode } from '../../errors.ts';
import { extensionOf } from '../../images/content-types.ts';
import type { CheckedImage } from '../../ports/image-checker.ts';
import { sha256Of } from '../../sha256-of.ts';
import type { ClaimedAsset } from '../asset-record.ts';
import { inMemory } from './in-memory.ts';
import type { Reached, WorkerDependencies } from './worker-dependencies.ts';

/** Codes that say the stored bytes are at fault, not we: they reject the asset for good. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'upload_mismatch',
  'invalid_image',
  'unsupported_media_type',
  'payload_too_large',
  'upload_incomplete',
]);

/** The variants never change under their key; only signed addresses lead to them. */
export const PRIVATE_CACHE_SECONDS = 31_536_000;

/**
 * verifying → private, or rejected. Reads the stored bytes once, compares them with what was declared, decodes
 * them and stores the variants. Idempotent: a worker that takes over writes the same variants again.
 */
export async function verifyUpload(asset: ClaimedAsset, deps: WorkerDependencies): Promise<Reached> {
  let image: CheckedImage;
  try {
    image = await inMemory(1, () => checkStoredBytes(asset, deps));
  } catch (error) {
    if (!(error instanceof AppError && REFUSALS.has(error.code))) throw error;
    const rejected = await deps.assets.reject(asset, error.code, error.message);
    return rejected && cleanUpRejected(rejected, deps);
  }
  await Promise.all(
    image.variants.map((variant) =>
      deps.storage.write(
        deps.masterBucket,
        `${asset.objectStem}_${variant.name}.${extensionOf(variant.contentType)}`,
        variant.bytes,
        { contentType: variant.contentType, cacheSeconds: PRIVATE_CACHE_SECONDS, onlyWhile: 'verifying' },
      ),
    ),
  );
  const verified = await deps.assets.finishVerification(asset, {
    ...image,
    variants: image.variants.map((variant) => ({ ...variant, bytes: variant.bytes.byteLength })),
  });
  return verified?.status ?? null;
}

/** rejected with bytes → rejected without. The row stays, with the reason, until its owner removes it. */
export async function cleanUpRejected(asset: ClaimedAsset, deps: WorkerDependencies): Promise<Reached> {
  const stored = await deps.assets.listStoredFiles(asset.id);
  await deps.storage.remove(deps.masterBucket, stored.master);
  return (await deps.assets.finishRejection(asset))?.status ?? null;
}

async function checkStoredBytes(asset: ClaimedAsset, deps: WorkerDependencies): Promise<CheckedImage> {
  const bytes = await deps.storage.read(deps.masterBucket, asset.objectKey, asset.bytes).catch((error) => {
    if (error instanceof AppError && error.code === 'payload_too_large') throw mismatch(error);
    throw error;
  });
  if (bytes === null) throw new AppError('upload_incomplete', 'The bytes of this image never arrived.');
  if (bytes.byteLength !== asset.bytes || sha256Of(bytes) !== asset.sha256) throw mismatch();
  return deps.images.check(bytes, asset.contentType);
}

const mismatch = (cause?: unknown) =>
  new AppError('upload_mismatch', 'The bytes that arrived are not the ones that were announced. Send the file again.', {
    cause,
  });
