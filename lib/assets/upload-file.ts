import type { AssetStore } from '../ports/asset-store.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';
import type { SpooledFile } from '../ports/spooled-file.ts';
import { type AddedAsset, addAsset } from './add-asset.ts';
import { cleanName } from './clean-name.ts';

type Dependencies = { assets: AssetStore; storage: ObjectStorage; masterBucket: string };

/** Adds a received file to a job. @throws as {@link addAsset} */
export function uploadFile(
  ownerId: string,
  jobId: string,
  { name, path, contentType, bytes, sha256 }: SpooledFile,
  { assets, storage, masterBucket }: Dependencies,
): Promise<AddedAsset> {
  return addAsset(ownerId, jobId, { name: cleanName(name), contentType, bytes, sha256 }, assets, (key, options) =>
    storage.writeFile(masterBucket, key, path, options),
  );
}
