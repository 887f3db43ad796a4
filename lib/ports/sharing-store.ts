import type { AssetRecord } from '../assets/asset-record.ts';

/** When it was published, and the asset's running number. */
export type PublicPosition = [string, number];

/** What is public of one owner, over all jobs. */
export type SharingStore = {
  /** Newest publication first. @param after position of the last one seen */
  listPublicAssets(
    ownerId: string,
    after: PublicPosition | null,
    limit: number,
  ): Promise<{ asset: AssetRecord; jobTitle: string; position: PublicPosition }[]>;
  listPublicGalleries(ownerId: string): Promise<{ jobId: string; title: string; slug: string; publicCount: number }[]>;
  /** Turns galleries off and takes back one batch: the ids of those, and how many are public still. */
  takeBackAll(ownerId: string, limit: number): Promise<{ assetIds: string[]; left: number }>;
  /** One batch of what suspended accounts still have in public. */
  takeBackSuspended(limit: number): Promise<string[]>;
};
