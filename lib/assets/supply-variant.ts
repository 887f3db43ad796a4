import { AppError } from '../errors.ts';
import { extensionOf } from '../images/content-types.ts';
import type { ReadSpooled, SpooledFile } from '../ports/spooled-file.ts';
import type { VariantTarget } from '../schemas/upload.ts';
import { sha256Of } from '../sha256-of.ts';
import type { AssetRecord } from './asset-record.ts';
import { cleanName } from './clean-name.ts';
import { driveAsset } from './work/drive-asset.ts';
import { inMemory } from './work/in-memory.ts';
import { PRIVATE_CACHE_SECONDS } from './work/verify-upload.ts';
import type { WorkerDependencies } from './work/worker-dependencies.ts';

type Dependencies = WorkerDependencies & { readSpooled: ReadSpooled };

/** Two that supply the same variant at once must not end with the row of one and the bytes of the other. */
const TRIES = 4;

/**
 * Stores a received file as a variant, without its metadata, in place of the one of that name. Add before flip, flip
 * before remove: a crash leaves the old variant or the new one.
 * @throws AppError not_found, conflict, asset_not_ready, limit_exceeded, and what an upload is refused for
 */
export async function supplyVariant(
  ownerId: string,
  jobId: string,
  file: SpooledFile,
  { suffix, assetId }: VariantTarget,
  deps: Dependencies,
): Promise<AssetRecord> {
  const name = suffix.slice(1);
  const target = await requireTarget(ownerId, jobId, { name: file.name, suffix, assetId }, deps);
  const asset = await deps.assets.requireRoomForVariant(ownerId, target.id, name);
  const changed = await inMemory(1, () => storeVariant(asset, name, file, deps));
  // A public one is being published anew.
  await driveAsset(changed.id, deps);
  return (await deps.assets.find(ownerId, changed.id)) ?? changed;
}

async function storeVariant(
  { id, ownerId, objectStem }: AssetRecord,
  name: string,
  file: SpooledFile,
  deps: Dependencies,
): Promise<AssetRecord> {
  const received = await deps.readSpooled(file);
  const { contentType, width, height } = await deps.images.check(received, file.contentType);
  const bytes = deps.images.stripMetadata(received, contentType);
  const key = `${objectStem}_${name}.${extensionOf(contentType)}`;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    await deps.storage.write(deps.masterBucket, key, bytes, { contentType, cacheSeconds: PRIVATE_CACHE_SECONDS });
    const variant = { name, contentType, width, height, bytes: bytes.byteLength };
    const { asset, replacedKey } = await deps.assets.setVariant(ownerId, id, variant);
    if (replacedKey) await deps.storage.remove(deps.masterBucket, [replacedKey]).catch(ignoreInUse);
    const stored = await deps.storage.read(deps.masterBucket, key, deps.maxFileBytes);
    if (stored && sha256Of(stored) === sha256Of(bytes)) return asset;
  }
  throw new AppError('conflict', 'Other variants of this name arrive at the same time. Send this one again later.');
}

/** Another request has put a variant of that type back in between, and the guard keeps it. */
function ignoreInUse(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'forbidden')) throw error;
}

async function requireTarget(
  ownerId: string,
  jobId: string,
  { name, suffix, assetId }: { name: string; suffix: string; assetId: string | undefined },
  { assets }: Pick<Dependencies, 'assets'>,
): Promise<AssetRecord> {
  const found = assetId
    ? await assets.find(ownerId, assetId)
    : await assets.findByStem(ownerId, jobId, stemOf(cleanName(name), suffix));
  if (!found || found.jobId !== jobId) {
    throw new AppError('not_found', 'There is no asset in this job that the variant belongs to.');
  }
  return found;
}

/** `photo_112x112.png` and `photo.jpg` are both of `photo`. */
function stemOf(name: string, suffix: string): string {
  const stem = name.replace(/\.[^.]*$/, '');
  return stem.endsWith(suffix) ? stem.slice(0, -suffix.length) : stem;
}
