import type { Asset } from '../schemas/asset.ts';
import type { AssetPoller } from './asset-poller.ts';
import { UploadFault } from './upload-fault.ts';
import type { UploadFiles } from './upload-files.ts';
import type { UploadWork } from './upload-work.ts';

/**
 * Asks the server to check the stored bytes.
 *
 * @returns the asset, which may be `verifying` still.
 * @throws UploadFault `incomplete` or `expired` when the bytes have to be sent again; AbortError when cancelled.
 */
export async function completeFile(files: UploadFiles, work: UploadWork): Promise<Asset> {
  const { assetId, controller } = work;
  if (assetId === null) throw new UploadFault('failed', 'The upload has to start again.');
  return files.retrying(work, () => files.ports.api.complete(assetId, controller.signal));
}

/** Polls until the server has made up its mind, or the file is cancelled. `onChecked` gets null when the asset is gone. */
export function watchVerifying(
  poller: AssetPoller,
  work: UploadWork,
  assetId: string,
  onChecked: (asset: Asset | null) => void,
): void {
  const stop = poller.watch(assetId, (asset) => {
    if (asset?.status === 'verifying') return false;
    onChecked(asset);
    return true;
  });
  work.controller.signal.addEventListener('abort', stop);
}

/**
 * Ends the upload with what the server found.
 *
 * @throws UploadFault `incomplete` when the bytes have to be sent again, `failed` when the asset is gone.
 */
export function takeVerdict(files: UploadFiles, work: UploadWork, asset: Asset | null): void {
  if (work.controller.signal.aborted) return;
  if (asset === null || asset.status === 'deleting') {
    throw new UploadFault('failed', `${work.file.name} was deleted before it was verified.`);
  }
  if (asset.status === 'awaiting_upload') throw new UploadFault('incomplete', 'The bytes did not arrive.');
  if (asset.status === 'rejected' || asset.status === 'lost') {
    const reason = asset.rejection?.message ?? `${asset.name} did not pass the check.`;
    files.end(work, { type: 'refused', id: work.id, reason, asset }, (id) => ({ type: 'refused', id, reason }));
    return;
  }
  files.end(work, { type: 'ready', id: work.id, asset }, (id) => ({ type: 'duplicate', id, asset }));
}
