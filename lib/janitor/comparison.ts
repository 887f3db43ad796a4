import { mapInParallel } from '../map-in-parallel.ts';
import type { InstallationStore } from '../ports/installation-store.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';
import { checkOriginal } from './check-original.ts';
import { removeStrays } from './remove-strays.ts';

/** Each pass compares some, so that none takes long; in time all are. */
const OBJECTS = 500;
const LOST = 200;
const ORIGINALS = 4;
const RECHECK_MS = 30 * 24 * 3600 * 1000;
const PARALLEL = 2;

export type ComparisonDependencies = {
  installation: InstallationStore;
  storage: ObjectStorage;
  masterBucket: string;
  publicBucket: string;
  log: (line: string) => void;
};

export type ComparisonReport = { strays: number; lost: number; originalsChecked: number };

/** Compares rows with objects, a stretch of the buckets at a time; where it is, is forgotten with the process. */
export function createComparison(deps: ComparisonDependencies): () => Promise<ComparisonReport> {
  const afterKeys = new Map([
    [deps.publicBucket, ''],
    [deps.masterBucket, ''],
  ]);
  return async () => {
    const report = { strays: 0, lost: 0, originalsChecked: 0 };
    for (const [bucket, afterKey] of afterKeys) {
      const { removed, lastKey } = await removeStrays(bucket, afterKey, OBJECTS, deps);
      report.strays += removed;
      afterKeys.set(bucket, lastKey ?? '');
      // Once around, the rows are asked for their objects.
      if (bucket === deps.masterBucket && lastKey === null) report.lost += await deps.installation.markLost(LOST);
    }
    const due = await deps.installation.listOriginalsToCheck(ORIGINALS, new Date(Date.now() - RECHECK_MS));
    await mapInParallel(due, PARALLEL, (asset) => checkOriginal(asset, deps));
    return { ...report, originalsChecked: due.length };
  };
}
