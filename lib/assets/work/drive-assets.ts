import { mapInParallel } from '../../map-in-parallel.ts';
import { driveAsset } from './drive-asset.ts';
import { PATIENCE_MS } from './settle-asset.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

/** Assets of one caller worked on at once. */
const PARALLEL = 4;

/**
 * Works on many assets for as long as a caller waits; what is left stays due, for the janitor. Their owners' logos come
 * at the end, once for all of them. Never throws.
 */
export async function driveAssets(
  assetIds: string[],
  deps: WorkerDependencies,
  deadline: number = Date.now() + PATIENCE_MS,
): Promise<void> {
  const unsettled = new Set<string>();
  const withoutLogos = { ...deps, settleBranding: async (ownerId: string) => void unsettled.add(ownerId) };
  await mapInParallel(assetIds, PARALLEL, async (id) => {
    if (Date.now() < deadline) await driveAsset(id, withoutLogos);
  });
  for (const ownerId of unsettled) await deps.settleBranding(ownerId);
}
