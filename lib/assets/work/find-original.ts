import { AppError } from '../../errors.ts';
import { sha256Of } from '../../sha256-of.ts';
import type { AssetRecord } from '../asset-record.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

type Dependencies = Pick<WorkerDependencies, 'storage' | 'masterBucket' | 'log'>;

/** The verified bytes of an asset; null, and an alarm in the log, when they are missing or others. */
export async function findOriginal(
  asset: AssetRecord,
  { storage, masterBucket, log }: Dependencies,
): Promise<Buffer | null> {
  const original = await storage.read(masterBucket, asset.objectKey, asset.bytes).catch(nullWhenTooLarge);
  if (original !== null && sha256Of(original) === asset.sha256) return original;
  log(`ALARM original of ${asset.id} is ${original === null ? 'missing' : 'not the verified one'}`);
  return null;
}

function nullWhenTooLarge(error: unknown): null {
  if (error instanceof AppError && error.code === 'payload_too_large') return null;
  throw error;
}
