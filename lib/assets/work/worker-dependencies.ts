import type { AssetStore } from '../../ports/asset-store.ts';
import type { ImageChecker } from '../../ports/image-checker.ts';
import type { ObjectStorage } from '../../ports/object-storage.ts';
import type { PublicProbe } from '../../ports/public-probe.ts';

/** What the work on an asset needs. */
export type WorkerDependencies = {
  assets: AssetStore;
  storage: ObjectStorage;
  images: ImageChecker;
  probePublic: PublicProbe;
  /** Puts the owner's logo where their public pages, such as they are now, need it. Never throws. */
  settleBranding: (ownerId: string) => Promise<void>;
  masterBucket: string;
  publicBucket: string;
  publicCacheSeconds: number;
  maxFileBytes: number;
  log: (line: string) => void;
};
