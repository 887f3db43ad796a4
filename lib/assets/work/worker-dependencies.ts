import type { AssetStore } from '../../ports/asset-store.ts';
import type { ImageChecker } from '../../ports/image-checker.ts';
import type { ObjectStorage } from '../../ports/object-storage.ts';
import type { PublicProbe } from '../../ports/public-probe.ts';
import type { AssetStatus } from '../../schemas/asset.ts';

/** What a piece of work has brought its asset to; null when it came late, so that others know. */
export type Reached = AssetStatus | 'gone' | null;

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
