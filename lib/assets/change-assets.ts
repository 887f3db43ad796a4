import type { ChangeAssets, ChangedAssetItem } from '../schemas/asset-batch.ts';
import { wait } from '../wait.ts';
import type { ToAssetDtos } from './asset-dto.ts';
import { IN_FLIGHT } from './asset-record.ts';
import { driveAssets } from './work/drive-assets.ts';
import { PATIENCE_MS } from './work/settle-asset.ts';
import type { WorkerDependencies } from './work/worker-dependencies.ts';

/** A hundred large images take longer than their caller waits: the work goes on behind for so long, then by the janitor. */
const BEHIND_MS = 60_000;

/**
 * One change of many assets: the intents in one transaction, then as much of the work as fits into a caller's patience.
 * One answer for each id, in order, as the asset is then.
 */
export function createChangeAssets(deps: WorkerDependencies & { toDtos: ToAssetDtos }) {
  return async (ownerId: string, change: ChangeAssets): Promise<ChangedAssetItem[]> => {
    const changed = await deps.assets.changeMany(ownerId, change);
    const due = new Set(
      changed.flatMap((one) => ('asset' in one && IN_FLIGHT.has(one.asset.status) ? one.asset.id : [])),
    );
    await Promise.race([driveAssets([...due], deps, Date.now() + BEHIND_MS), wait(due.size === 0 ? 0 : PATIENCE_MS)]);
    const assets = await deps.toDtos(await deps.assets.findMany(ownerId, change.assetIds));
    const assetById = new Map(assets.map((asset) => [asset.id, asset]));
    return change.assetIds.map((assetId, index): ChangedAssetItem => {
      const answer = changed[index];
      if (!answer) throw new Error('fewer answers than assets');
      if ('code' in answer) return { assetId, error: { code: answer.code, message: answer.message } };
      return { assetId, asset: assetById.get(assetId) ?? null };
    });
  };
}
