import { AppError } from '../errors.ts';
import { readClaimedSize } from '../images/claimed-size.ts';
import type { TenantImageState } from '../ports/tenant-image-store.ts';
import { sha256Of } from '../sha256-of.ts';
import type { BrandingDependencies } from './branding-dependencies.ts';

/** More than a PNG of the largest logo can have. */
const MAX_BYTES = 4_000_000;
/** A few are needed; more only while others write at the same time. */
const MAX_ROUNDS = 20;

export const busyBranding = () =>
  new AppError('database_unavailable', 'Somebody else is changing these images. Try again in a moment.', {
    retryAfterSeconds: 1,
  });

type Step = (ownerId: string, image: TenantImageState, deps: BrandingDependencies) => Promise<void>;

/**
 * Brings an owner's logos and avatar to where their rows want them: what was written is read back and recorded, a logo
 * is in the public bucket exactly while a public page shows it, and what is being removed goes. Idempotent, and driven
 * by rows alone: requests, other instances and the janitor may run it at the same time.
 * @throws AppError when Storage or the database is away: what is left is the janitor's
 */
export async function settleBranding(ownerId: string, deps: BrandingDependencies): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const images = await deps.tenantImages.inspect(ownerId);
    const work = images.flatMap((image) => {
      const step = nextStep(image);
      return step === null ? [] : [() => step(ownerId, image, deps)];
    });
    if (work.length === 0) return;
    await Promise.all(work.map((step) => step()));
  }
  throw busyBranding();
}

/** {@link settleBranding} after something that has happened already: a failure is logged, and left to the janitor. */
export async function settleBrandingOrLog(ownerId: string, deps: BrandingDependencies): Promise<void> {
  try {
    await settleBranding(ownerId, deps);
  } catch (error) {
    deps.log(`branding of ${ownerId} is not settled: ${error instanceof Error ? error.message : error}`);
  }
}

/** Add before flip, flip before remove; going private, hide first. */
function nextStep(image: TenantImageState): Step | null {
  if (!image.isWantedInPublic && (image.publicSha256 !== null || image.storedPublicVersion !== null)) return hide;
  if (image.isRemoving) return remove;
  if (image.storedVersion === null) return image.isIdle ? giveUp : null;
  if (image.storedVersion !== image.objectVersion) return readBack;
  const isShown = image.publicSha256 === image.sha256 && image.publicVersion === image.storedPublicVersion;
  return image.isWantedInPublic && !isShown ? show : null;
}

const hide: Step = async (ownerId, { kind, objectKey }, { tenantImages, storage, publicBucket }) => {
  if (await tenantImages.hide(ownerId, kind)) await storage.remove(publicBucket, [objectKey]);
};

const remove: Step = async (ownerId, { kind, objectKey }, { tenantImages, storage, masterBucket }) => {
  await storage.remove(masterBucket, [objectKey]);
  await tenantImages.finishRemoving(ownerId, kind);
};

/** A write that was announced and never came, or an object that is lost. */
const giveUp: Step = (ownerId, { kind }, { tenantImages }) => tenantImages.startRemoving(ownerId, kind);

const readBack: Step = async (ownerId, { kind, objectKey, storedVersion }, { tenantImages, storage, masterBucket }) => {
  const bytes = await storage.read(masterBucket, objectKey, MAX_BYTES);
  const size = bytes && readClaimedSize(bytes, 'image/png');
  if (bytes === null || size === null || storedVersion === null) return;
  const facts = { sha256: sha256Of(bytes), bytes: bytes.byteLength, ...size };
  await tenantImages.record(ownerId, kind, storedVersion, facts);
};

/** The copy is read back under its version before pages show it: another worker may have written an older one. */
const show: Step = async (
  ownerId,
  image,
  { tenantImages, storage, masterBucket, publicBucket, publicCacheSeconds },
) => {
  const { kind, objectKey, sha256, storedPublicVersion } = image;
  if (storedPublicVersion !== null && sha256 !== null) {
    const copy = await storage.read(publicBucket, objectKey, MAX_BYTES);
    if (copy !== null && sha256Of(copy) === sha256) {
      await tenantImages.show(ownerId, kind, storedPublicVersion, sha256);
      return;
    }
  }
  const bytes = await storage.read(masterBucket, objectKey, MAX_BYTES);
  if (bytes === null || sha256Of(bytes) !== sha256) return;
  try {
    await storage.write(publicBucket, objectKey, bytes, { contentType: 'image/png', cacheSeconds: publicCacheSeconds });
  } catch (error) {
    // The guard: it is not wanted there any more.
    if (!(error instanceof AppError && error.code === 'forbidden')) throw error;
  }
};
