import type { AssetRecord } from '../assets/asset-record.ts';
import type { AccountUse } from '../schemas/account.ts';
import type { ShownLogo } from './tenant-image-store.ts';

export type JobRecord = {
  id: string;
  ownerId: string;
  title: string;
  addedNo: number;
  gallerySlug: string | null;
  galleryOn: boolean;
  coverAssetId: string | null;
  createdAt: string;
  updatedAt: string;
  trashedAt: string | null;
  assetCount: number;
  publicCount: number;
  bytes: number;
  cover: AssetRecord | null;
};

export type JobChanges = { title?: string; galleryOn?: boolean; coverAssetId?: string | null };

export type PublicGalleryRecord = {
  slug: string;
  title: string;
  assetCount: number;
  logos: ShownLogo[];
  items: AssetRecord[];
};

/** Rows of jobs. Methods that take an owner throw AppError not_found for missing and foreign jobs alike. */
export type JobStore = {
  find(ownerId: string, jobId: string): Promise<JobRecord | null>;
  list(ownerId: string, query: { after: number | null; limit: number; trashed: boolean }): Promise<JobRecord[]>;
  /** Under a new id. Idempotent: a job that is there already is given as it is. */
  create(ownerId: string, jobId: string, title: string): Promise<JobRecord>;
  update(ownerId: string, jobId: string, changes: JobChanges): Promise<JobRecord>;
  /** Also gives the assets that were public and are being taken back. */
  trash(ownerId: string, jobId: string): Promise<JobRecord & { unsettledAssetIds: string[] }>;
  restore(ownerId: string, jobId: string): Promise<JobRecord>;
  /** Sends every asset to deletion and gives their ids; the row goes with the last of them. */
  startDeletion(ownerId: string, jobId: string): Promise<string[]>;
  findPublicGallery(slug: string, after: number | null, limit: number): Promise<PublicGalleryRecord | null>;
  getUsage(ownerId: string): Promise<AccountUse>;
};
