import type { AssetRecord, ClaimedAsset, PublicationRecord } from '../assets/asset-record.ts';
import type { ErrorCode } from '../errors.ts';
import type { AssetStatus, Visibility } from '../schemas/asset.ts';
import type { ChangeAssets } from '../schemas/asset-batch.ts';
import type { Exif } from '../schemas/exif.ts';
import type { UploadDeclaration } from '../schemas/upload.ts';
import type { ShownLogo } from './tenant-image-store.ts';

/**
 * Rows of assets and their transitions, one method per SQL function (supabase/migrations).
 * Methods that take an owner throw AppError not_found for missing and foreign assets alike.
 */

export type DeclaredUpload =
  | { status: 'upload' | 'uploaded' | 'duplicate'; asset: AssetRecord }
  | { status: 'refused'; code: 'unsupported_media_type' | 'payload_too_large' | 'limit_exceeded'; message: string };

/** The same bytes in another job. */
export type KnownCopy = { sha256: string; assetId: string; jobId: string; jobTitle: string };

export type AssetListQuery = {
  sort: 'added' | 'name' | 'bytes' | 'published';
  descending: boolean;
  /** Position of the last asset seen. */
  after: AssetPosition | null;
  limit: number;
  visibility: Visibility | null;
  status: AssetStatus | null;
  search: string | null;
  trashed: boolean;
};

/** Which assets a list has, and in which order. */
export type AssetListView = Pick<AssetListQuery, 'sort' | 'descending' | 'visibility' | 'status' | 'search'>;

/** `ends`: the position of the last asset of every full page. `place`: of the asset asked for, counted from 1. */
export type AssetListPages = { total: number; ends: AssetPosition[]; place: number | null };

/** Value of the sort column and the asset's running number. */
export type AssetPosition = [string | number, number];

export type VerificationResult = {
  width: number;
  height: number;
  frames: number;
  thumbhash: string;
  exif: Exif | null;
  variants: { name: string; contentType: string; width: number; height: number; bytes: number }[];
};

/** An asset with what lists leave out. */
export type AssetDetailsRecord = {
  asset: AssetRecord;
  exif: Exif | null;
  etag: string | null;
  cacheControl: string | null;
  /** Newest first. */
  publications: PublicationRecord[];
};

/** What became of one asset of many. */
export type ChangedAsset = { asset: AssetRecord } | { code: ErrorCode; message: string };

/** Keys of stored objects, in either bucket, that belong to one asset. */
export type StoredFiles = { master: string[]; public: string[] };

export type AssetStore = {
  find(ownerId: string, assetId: string): Promise<AssetRecord | null>;
  findDetails(ownerId: string, assetId: string): Promise<AssetDetailsRecord | null>;
  findMany(ownerId: string, assetIds: string[]): Promise<AssetRecord[]>;
  list(
    ownerId: string,
    jobId: string,
    query: AssetListQuery,
  ): Promise<{ asset: AssetRecord; position: AssetPosition }[]>;
  listPages(
    ownerId: string,
    jobId: string,
    view: AssetListView,
    pageSize: number,
    assetId: string | null,
  ): Promise<AssetListPages>;
  /** Every asset of an owner, trash included, as they were declared. @param after `addedNo` of the last one seen */
  listAll(ownerId: string, after: number | null, limit: number): Promise<AssetDetailsRecord[]>;
  findPublic(slug: string): Promise<{ asset: AssetRecord; logos: ShownLogo[] } | null>;

  declareUploads(ownerId: string, jobId: string, files: UploadDeclaration[]): Promise<DeclaredUpload[]>;
  /** Verified assets of the owner's other jobs with bytes that this job lacks, at most one for each hash. */
  findCopies(ownerId: string, jobId: string, hashes: string[]): Promise<KnownCopy[]>;
  renewUpload(ownerId: string, assetId: string): Promise<DeclaredUpload>;
  beginVerification(ownerId: string, assetId: string): Promise<AssetRecord>;
  requestVisibility(ownerId: string, assetId: string, visibility: Visibility): Promise<AssetRecord>;
  rename(ownerId: string, assetId: string, name: string): Promise<AssetRecord>;
  trash(ownerId: string, assetId: string): Promise<AssetRecord>;
  restore(ownerId: string, assetId: string): Promise<AssetRecord>;
  startDeletion(ownerId: string, assetId: string): Promise<AssetRecord>;
  /** @throws AppError not_found, conflict, asset_not_ready */
  move(ownerId: string, assetId: string, jobId: string): Promise<AssetRecord>;
  /** One answer for each id, in order. @throws AppError not_found, conflict: of the job to move to */
  changeMany(ownerId: string, change: ChangeAssets): Promise<ChangedAsset[]>;

  /** Takes over due work; null when there is none or somebody holds it. */
  claim(assetId: string, leaseSeconds: number): Promise<ClaimedAsset | null>;
  release(claimed: ClaimedAsset, retryInSeconds: number, error: string): Promise<void>;

  /** The transitions of a worker give null (or false) when it is late: newer intents stand. */
  finishVerification(claimed: ClaimedAsset, result: VerificationResult): Promise<AssetRecord | null>;
  reject(claimed: ClaimedAsset, code: string, message: string): Promise<ClaimedAsset | null>;
  finishRejection(claimed: ClaimedAsset): Promise<AssetRecord | null>;
  finishPublication(claimed: ClaimedAsset): Promise<AssetRecord | null>;
  failPublication(claimed: ClaimedAsset, problem: { lost: boolean; message: string }): Promise<AssetRecord | null>;
  finishTakingBack(claimed: ClaimedAsset): Promise<AssetRecord | null>;
  finishDeletion(claimed: ClaimedAsset): Promise<boolean>;
  /** The newest asset of a job whose name without its extension is this. */
  findByStem(ownerId: string, jobId: string, stem: string): Promise<AssetRecord | null>;
  /** @throws AppError not_found, conflict, asset_not_ready, limit_exceeded */
  requireRoomForVariant(ownerId: string, assetId: string, name: string): Promise<AssetRecord>;
  /** Records a variant that is stored; a public asset is published anew. `replacedKey`: the old file, of another type. */
  setVariant(
    ownerId: string,
    assetId: string,
    variant: VerificationResult['variants'][number],
  ): Promise<{ asset: AssetRecord; replacedKey: string | null }>;
  /** What Storage really holds, whatever the rows say. */
  listStoredFiles(assetId: string): Promise<StoredFiles>;

  listDueWork(limit: number): Promise<string[]>;
  listStaleUploads(olderThanSeconds: number, limit: number): Promise<{ id: string; ownerId: string }[]>;
  expireUploads(limit: number): Promise<number>;
  expireTrash(days: number, limit: number): Promise<number>;
  listEdgeChecks(limit: number): Promise<PublicationRecord[]>;
  recordEdgeCheck(
    publicationId: string,
    result: { edge: PublicationRecord['edge']; cachedUntil: Date | null; nextCheckAt: Date | null },
  ): Promise<void>;
};
