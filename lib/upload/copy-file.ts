import type { Asset } from '../schemas/asset.ts';
import { UploadFault } from './upload-fault.ts';
import type { UploadFiles } from './upload-files.ts';
import type { UploadWork } from './upload-work.ts';

/** Gone since it was offered, or damaged: the bytes on this device are as good. */
const SEND_INSTEAD: ReadonlySet<string | null> = new Set(['not_found', 'asset_not_ready']);

/**
 * Has the server copy the bytes from another job.
 * @returns the asset, which may be `verifying` still; null when there is nothing to copy any more.
 * @throws UploadFault, AbortError when cancelled
 */
export async function copyFile(files: UploadFiles, work: UploadWork): Promise<Asset | null> {
  const { jobId, ports, state } = files;
  const { id, copyOf, file, controller } = work;
  if (copyOf === null) throw new UploadFault('failed', 'The upload has to start again.');
  const copied = await files.retrying(work, () =>
    ports.api.copy(jobId, copyOf, file.name).catch((error) => {
      if (error instanceof UploadFault && SEND_INSTEAD.has(error.code)) return null;
      throw error;
    }),
  );
  if (copied === null) return null;
  const { asset, isNew } = copied;
  // The server does not stop in the middle: what came too late is removed again, unless it was there before.
  if (controller.signal.aborted && isNew) files.discard(asset.id);
  controller.signal.throwIfAborted();
  work.assetId = asset.id;
  files.manifest.recordAsset(work.source, asset.id);
  state.apply({ type: 'stored', id });
  return asset;
}
