import type { Asset } from '../schemas/asset.ts';
import { MAX_IDS_PER_POLL } from './asset-poller.ts';
import type { UploadApi } from './upload-api.ts';

const VERIFIED: ReadonlySet<Asset['status']> = new Set(['private', 'publishing', 'public', 'unpublishing']);

/** Which of these assets the server holds, verified. @throws UploadFault */
export async function findVerified(api: UploadApi, assetIds: readonly string[]): Promise<Set<string>> {
  const verified = new Set<string>();
  for (let from = 0; from < assetIds.length; from += MAX_IDS_PER_POLL) {
    for (const { id, status } of await api.getAssets(assetIds.slice(from, from + MAX_IDS_PER_POLL))) {
      if (VERIFIED.has(status)) verified.add(id);
    }
  }
  return verified;
}
