import type { AccountService } from './accounts/account-service.ts';
import type { ApiTokenService } from './accounts/api-tokens.ts';
import type { InvitationService } from './accounts/invitations.ts';
import type { Viewer } from './ports/auth-gateway.ts';
import type { SpooledFile } from './ports/spooled-file.ts';
import type { AccountUse } from './schemas/account.ts';
import type {
  Asset,
  AssetPage,
  AssetPages,
  ListAssetPages,
  ListAssets,
  UpdateAsset,
  Visibility,
} from './schemas/asset.ts';
import type { ChangeAssets, ChangedAssetItem } from './schemas/asset-batch.ts';
import type { AssetDetails } from './schemas/asset-details.ts';
import type { Branding, TenantImageKind } from './schemas/branding.ts';
import type { Job, JobPage, ListJobs, UpdateJob } from './schemas/job.ts';
import type { PublicAssetPage, PublicGallery } from './schemas/public-page.ts';
import type { ListShared, SharedGallery, SharedPage, TakeBackAllProgress } from './schemas/shared.ts';
import type { EmptyTrashProgress, StorageUse, TrashedInJob } from './schemas/storage-use.ts';
import type { PresignedFile, SignedUrlItem, SignUrls, VariantTarget } from './schemas/upload.ts';

/**
 * What pages, server actions and route handlers may ask of the core. Every method takes the verified
 * owner first and throws {@link AppError}: `not_found` for what is missing and, alike, for what is
 * somebody else's; `rate_limited`, `storage_unavailable` and `database_unavailable` anywhere.
 */
export type JobService = {
  list(ownerId: string, query: ListJobs): Promise<JobPage>;
  /** Under a given new id it is idempotent. */
  create(ownerId: string, input: { title: string }, jobId?: string): Promise<Job>;
  get(ownerId: string, jobId: string): Promise<Job>;
  update(ownerId: string, jobId: string, update: UpdateJob): Promise<Job>;
  /** Hides the job and takes back what it has published. Idempotent. */
  trash(ownerId: string, jobId: string): Promise<Job>;
  /** Undoes `trash`; nothing becomes public again by itself. Idempotent. */
  restore(ownerId: string, jobId: string): Promise<Job>;
  /** For good. Answers before the bytes of a large job are gone; the janitor finishes. */
  deletePermanently(ownerId: string, jobId: string): Promise<void>;
};

export type AssetService = {
  list(ownerId: string, jobId: string, query: ListAssets): Promise<AssetPage>;
  /** Where the pages of that list begin, so that one can go to any of them. */
  listPages(ownerId: string, jobId: string, query: ListAssetPages): Promise<AssetPages>;
  /** In the order asked for; ids that are not the owner's are left out. */
  getMany(ownerId: string, assetIds: string[]): Promise<Asset[]>;
  /** With all that is known of it. */
  get(ownerId: string, assetId: string): Promise<AssetDetails>;
  /** Renames, moves to another job, or both; stored files and the page keep their addresses. @throws conflict, asset_not_ready */
  update(ownerId: string, assetId: string, update: UpdateAsset): Promise<Asset>;
  /**
   * One change of up to 100 assets. One answer for each id, in order; some may still be in flight.
   * @throws not_found, conflict: of the job to move to
   */
  changeMany(ownerId: string, change: ChangeAssets): Promise<ChangedAssetItem[]>;
  /** One answer per file, in order; `files` are parsed one by one so that a bad one is refused alone. */
  presign(
    ownerId: string,
    jobId: string,
    files: unknown[],
    options: { offerCopies: boolean },
  ): Promise<PresignedFile[]>;
  /** A fresh upload URL for an asset that still awaits its bytes. @throws conflict, upload_expired */
  renewUploadUrl(ownerId: string, assetId: string): Promise<PresignedFile>;
  /** Verifies the stored bytes. Idempotent. @throws upload_incomplete, upload_mismatch, invalid_image */
  complete(ownerId: string, assetId: string): Promise<Asset>;
  /**
   * Declares, stores and verifies a received file. `isNew` is false where the job has the same bytes already.
   * @throws AppError not_found, conflict, and whatever a presigned upload is refused for
   */
  upload(ownerId: string, jobId: string, file: SpooledFile): Promise<{ asset: Asset; isNew: boolean }>;
  /** What of a job was verified, as CSV in pieces. Fails before the first piece. @throws AppError not_found */
  toReceipt(ownerId: string, jobId: string): Promise<AsyncIterable<string>>;
  /**
   * Copies a verified original into another job of the same owner and verifies the copy. Idempotent by the hash.
   * @throws AppError not_found, conflict, asset_not_ready, limit_exceeded, and whatever an upload is refused for
   */
  copy(
    ownerId: string,
    jobId: string,
    request: { assetId: string; name?: string | undefined },
  ): Promise<{ asset: Asset; isNew: boolean }>;
  /**
   * Stores a received file as a variant of an asset: of `assetId`, or of the job's asset that has the same stem.
   * @throws AppError not_found, conflict, asset_not_ready, limit_exceeded, validation_failed, invalid_image
   */
  supplyVariant(ownerId: string, jobId: string, file: SpooledFile, target: VariantTarget): Promise<Asset>;
  /** Publishes or takes back; absolute, the last intent wins. May answer while still in flight. @throws asset_not_ready */
  setVisibility(ownerId: string, assetId: string, visibility: Visibility): Promise<Asset>;
  trash(ownerId: string, assetId: string): Promise<Asset>;
  restore(ownerId: string, assetId: string): Promise<Asset>;
  deletePermanently(ownerId: string, assetId: string): Promise<void>;
  signUrls(ownerId: string, request: SignUrls): Promise<SignedUrlItem[]>;
};

export type PublicPageService = {
  findAsset(slug: string): Promise<PublicAssetPage | null>;
  findGallery(slug: string, cursor?: string): Promise<PublicGallery | null>;
};

export type UsageService = {
  /** Of the account, and whether it stands. Cheap: pages ask for it every time. */
  get(ownerId: string): Promise<AccountUse>;
};

export type StorageService = {
  /** Counts everything that the account holds. */
  getUse(ownerId: string): Promise<StorageUse>;
  /**
   * Deletes for good what is in the trash, in batches, for a few seconds. Call it again with the `before` that it gave
   * while there is `more`; the janitor goes on with what was started.
   */
  emptyTrash(ownerId: string, before?: string): Promise<EmptyTrashProgress>;
  /** Jobs that are not in the trash but have images in it. */
  listTrashedInJobs(ownerId: string): Promise<TrashedInJob[]>;
};

/** What is public of one owner. */
export type SharedService = {
  listAssets(ownerId: string, query: ListShared): Promise<SharedPage>;
  listGalleries(ownerId: string): Promise<SharedGallery[]>;
  /** Galleries too. For a few seconds: call it again until nothing is left. Idempotent. */
  takeBackAll(ownerId: string): Promise<TakeBackAllProgress>;
};

/**
 * Everything that is known of an account, as text in pieces that are made while they are read. A failure in the middle
 * ends the text there.
 */
export type ExportService = {
  /** One JSON document: {@link AccountExport}. */
  toJson(viewer: Viewer): Promise<AsyncIterable<string>>;
  /** Signed addresses of all originals, one in each line. */
  toLinks(ownerId: string): Promise<AsyncIterable<string>>;
};

export type AccountDeletionService = {
  /**
   * Cannot be undone. Nothing of the owner can be seen when this answers, and every session is over; large accounts are
   * removed after the answer, by the janitor. Idempotent.
   */
  request(ownerId: string): Promise<void>;
};

export type BrandingService = {
  get(ownerId: string): Promise<Branding>;
  /** Replaces in place. @throws payload_too_large, unsupported_media_type, invalid_image */
  setImage(ownerId: string, kind: TenantImageKind, bytes: Buffer): Promise<Branding>;
  /** Idempotent. */
  removeImage(ownerId: string, kind: TenantImageKind): Promise<void>;
  setShowLogo(ownerId: string, show: boolean): Promise<Branding>;
};

export type Services = {
  jobs: JobService;
  assets: AssetService;
  publicPages: PublicPageService;
  usage: UsageService;
  storage: StorageService;
  shared: SharedService;
  accountDeletion: AccountDeletionService;
  export: ExportService;
  accounts: AccountService;
  invitations: InvitationService;
  apiTokens: ApiTokenService;
  branding: BrandingService;
};
