import type { Asset, Visibility } from '@/lib/schemas/asset';
import type { ActionResult } from '@/lib/schemas/error';
import type { Job } from '@/lib/schemas/job';

/** The server actions of a job's page, handed down as props. */
export type JobPageActions = {
  updateJob(input: {
    jobId: string;
    title?: string;
    gallery?: 'on' | 'off';
    coverAssetId?: string | null;
  }): Promise<ActionResult<Job>>;
  setVisibility(input: { assetId: string; visibility: Visibility }): Promise<ActionResult<Asset>>;
  renameAsset(input: { assetId: string; name: string }): Promise<ActionResult<Asset>>;
  trashAsset(input: { assetId: string }): Promise<ActionResult<Asset>>;
  restoreAsset(input: { assetId: string }): Promise<ActionResult<Asset>>;
  deleteAsset(input: { assetId: string }): Promise<ActionResult<null>>;
};
