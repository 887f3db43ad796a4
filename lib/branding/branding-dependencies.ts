import type { ObjectStorage } from '../ports/object-storage.ts';
import type { TenantImageStore } from '../ports/tenant-image-store.ts';

/** What it takes to bring logos and avatars to where their rows want them. */
export type BrandingDependencies = {
  tenantImages: TenantImageStore;
  storage: ObjectStorage;
  masterBucket: string;
  publicBucket: string;
  publicCacheSeconds: number;
  log: (line: string) => void;
};
