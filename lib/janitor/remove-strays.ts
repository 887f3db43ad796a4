import type { InstallationStore } from '../ports/installation-store.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';

/** One `remove` call. */
const KEYS_AT_ONCE = 100;

type Dependencies = { installation: InstallationStore; storage: ObjectStorage; log: (line: string) => void };

/**
 * Removes, of the next objects of a bucket, those that no row accounts for.
 * @returns where to go on; null at the end of the bucket
 */
export async function removeStrays(
  bucket: string,
  afterKey: string,
  limit: number,
  { installation, storage, log }: Dependencies,
): Promise<{ removed: number; lastKey: string | null }> {
  const { keys, lastKey } = await installation.listStrayObjects(bucket, afterKey, limit);
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    await storage.remove(bucket, keys.slice(start, start + KEYS_AT_ONCE));
  }
  if (keys.length > 0)
    log(`removed ${keys.length} files from ${bucket} that no image has: ${keys.slice(0, 3).join(', ')}`);
  return { removed: keys.length, lastKey };
}
