import type { SignFilePaths } from '../assets/sign-file-paths.ts';
import { AppError } from '../errors.ts';
import type { FindOrigins } from '../ports/origins.ts';
import type { RenderTenantImage } from '../ports/tenant-image-renderer.ts';
import type { BrandingRecord } from '../ports/tenant-image-store.ts';
import type { Branding, TenantImageKind } from '../schemas/branding.ts';
import type { BrandingService } from '../services.ts';
import type { BrandingDependencies } from './branding-dependencies.ts';
import { busyBranding, settleBranding } from './settle-branding.ts';
import { versionOf } from './version-of.ts';

/** A removal by somebody else may come in between. */
const WRITE_ATTEMPTS = 3;

export type BrandingServiceDependencies = BrandingDependencies & {
  render: RenderTenantImage;
  signFilePaths: SignFilePaths;
  findOrigins: FindOrigins;
};

export function createBrandingService(deps: BrandingServiceDependencies): BrandingService {
  const { tenantImages, storage } = deps;

  async function toBranding({ showLogo, images }: BrandingRecord): Promise<Branding> {
    const [signed, { storageUrl }] = await Promise.all([
      deps.signFilePaths(images.map(({ objectKey }) => objectKey)),
      deps.findOrigins(),
    ]);
    const urlOf = (kind: TenantImageKind): string | null => {
      const image = images.find((candidate) => candidate.kind === kind);
      const path = image && signed.get(image.objectKey)?.path;
      return path ? `${storageUrl}${path}&v=${versionOf(image)}` : null;
    };
    return {
      avatarUrl: urlOf('avatar'),
      logos: { primary: urlOf('primary'), secondary: urlOf('secondary') },
      showLogo,
    };
  }
  const get = async (ownerId: string): Promise<Branding> => toBranding(await tenantImages.getBranding(ownerId));

  /** False when the image is being removed again already. */
  async function write(ownerId: string, kind: TenantImageKind, png: Buffer): Promise<boolean> {
    await tenantImages.begin(ownerId, kind);
    const image = (await tenantImages.inspect(ownerId)).find((candidate) => candidate.kind === kind);
    if (!image) return false;
    try {
      const options = { contentType: 'image/png', cacheSeconds: deps.publicCacheSeconds };
      await storage.write(deps.masterBucket, image.objectKey, png, options);
    } catch (error) {
      if (error instanceof AppError && error.code === 'forbidden') return false;
      throw error;
    }
    await settleBranding(ownerId, deps);
    return (await tenantImages.getBranding(ownerId)).images.some((candidate) => candidate.kind === kind);
  }

  return {
    get,
    async setImage(ownerId, kind, bytes) {
      const png = await deps.render(bytes, kind);
      for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
        if (await write(ownerId, kind, png)) return get(ownerId);
      }
      throw busyBranding();
    },
    async removeImage(ownerId, kind) {
      await tenantImages.startRemoving(ownerId, kind);
      await settleBranding(ownerId, deps);
    },
    async setShowLogo(ownerId, show) {
      await tenantImages.setShowLogo(ownerId, show);
      await settleBranding(ownerId, deps);
      return get(ownerId);
    },
  };
}
