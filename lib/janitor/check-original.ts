import type { AssetRecord } from '../assets/asset-record.ts';
import { findOriginal } from '../assets/work/find-original.ts';
import { inMemory } from '../assets/work/in-memory.ts';
import type { InstallationStore } from '../ports/installation-store.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';

type Dependencies = {
  installation: InstallationStore;
  storage: ObjectStorage;
  masterBucket: string;
  log: (line: string) => void;
};

/** Reads an original back and compares it with what was verified. One that differs or is missing is lost. */
export async function checkOriginal(asset: AssetRecord, deps: Dependencies): Promise<void> {
  const isIntact = await inMemory(1, async () => (await findOriginal(asset, deps)) !== null);
  await deps.installation.recordOriginalCheck(asset, isIntact);
}
