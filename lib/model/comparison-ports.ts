import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import type { ComparisonDependencies } from '../janitor/comparison.ts';
import type { InstallationStore } from '../ports/installation-store.ts';
import type { Bucket } from './database-state.ts';
import { type Ask, has, onlyModelled, requireKey, toClaimedAsset, withoutBucket } from './worker-ports.ts';

/** What the janitor's comparison needs besides the ports of workers. */
export function createComparisonPorts(ask: Ask, ports: WorkerDependencies): ComparisonDependencies {
  const installation: Partial<InstallationStore> = {
    async listStrayObjects(bucket) {
      const { strays } = requireKey(await ask({ name: 'list_stray_objects', bucket: bucket as Bucket }), 'strays');
      return { keys: strays.map(withoutBucket), lastKey: null };
    },
    async markLost() {
      await ask({ name: 'mark_lost' });
      return 0;
    },
    async listOriginalsToCheck() {
      const answer = await ask({ name: 'list_originals_to_check' });
      return has(answer, 'claimed') ? [toClaimedAsset(answer.claimed, 0)] : [];
    },
    async recordOriginalCheck({ generation }, isIntact) {
      await ask({ name: 'record_original_check', claim: generation, isIntact });
    },
  };
  return { ...ports, installation: onlyModelled(installation) };
}
