import type { AssetRecord } from '../assets/asset-record.ts';
import { inMemory } from '../assets/work/in-memory.ts';
import { AppError } from '../errors.ts';
import type { InstallationStore } from '../ports/installation-store.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';
import { sha256Of } from '../sha256-of.ts';

type Dependencies = {
  installation: InstallationStore;
  storage: ObjectStorage;
  masterBucket: string;
  log: (line: string) => void;
};

/** Reads an original back and compares it with what was verified. One that differs or is missing is lost. */
export async function checkOriginal(asset: AssetRecord, deps: Dependencies): Promise<void> {
  const isIntact = await inMemory(1, async () => {
    const bytes = await deps.storage.read(deps.masterBucket, asset.objectKey, asset.bytes).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'payload_too_large') return null;
      throw error;
    });
    return bytes !== null && sha256Of(bytes) === asset.sha256;
  });
  if (!isIntact) deps.log(`ALARM original of ${asset.id} is missing or not the verified one`);
  await deps.installation.recordOriginalCheck(asset, isIntact);
}
