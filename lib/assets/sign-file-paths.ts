import type { ObjectStorage } from '../ports/object-storage.ts';
import type { CachedSignedPath, SignedUrlCache } from '../ports/signed-url-cache.ts';

export type SignedPath = { path: string; expiresAt: Date };

/** Signed paths of private objects, the same for everybody who asks until half of their life is over. */
export type SignFilePaths = (keys: string[]) => Promise<Map<string, SignedPath>>;

export function createSignFilePaths(
  storage: ObjectStorage,
  cache: SignedUrlCache,
  { bucket, expiresInSeconds }: { bucket: string; expiresInSeconds: number },
): SignFilePaths {
  const sign = async (keys: string[]): Promise<CachedSignedPath[]> => {
    if (keys.length === 0) return [];
    const signedAt = Date.now();
    const paths = await storage.signPaths(bucket, keys, expiresInSeconds);
    const expiresAt = new Date(signedAt + expiresInSeconds * 1000);
    const reusableUntil = new Date(signedAt + expiresInSeconds * 500);
    return cache.remember(
      bucket,
      [...paths].map(([key, path]) => ({ key, path, expiresAt, reusableUntil })),
    );
  };

  return async (keys) => {
    if (keys.length === 0) return new Map();
    const known = await cache.find(bucket, keys);
    const knownKeys = new Set(known.map((entry) => entry.key));
    const fresh = await sign(keys.filter((key) => !knownKeys.has(key)));
    return new Map([...known, ...fresh].map(({ key, path, expiresAt }) => [key, { path, expiresAt }]));
  };
}
