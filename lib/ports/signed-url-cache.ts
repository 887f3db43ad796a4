export type CachedSignedPath = { key: string; path: string; expiresAt: Date };

/** Signed addresses that all instances of the app share, so that browsers can cache what they name. */
export type SignedUrlCache = {
  /** Those that have more than half of their life before them. */
  find(bucket: string, keys: string[]): Promise<CachedSignedPath[]>;
  /** Keeps fresh ones and gives those that stand: where two instances signed at once, the first one's. */
  remember(bucket: string, signed: (CachedSignedPath & { reusableUntil: Date })[]): Promise<CachedSignedPath[]>;
  forgetExpired(): Promise<void>;
};
