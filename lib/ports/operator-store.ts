import type { AssetRecord } from '../assets/asset-record.ts';
import type { Admission } from '../schemas/invitation.ts';
import type { AccountState } from '../schemas/storage-use.ts';

/** An account as the operator sees it. */
export type AccountRecord = {
  ownerId: string;
  email: string;
  createdAt: string | null;
  jobCount: number;
  assetCount: number;
  publicCount: number;
  usedBytes: number;
  /** What holds for the account. */
  quotaBytes: number;
  /** Null: the default of the installation. */
  ownQuotaBytes: number | null;
  /** Who is not admitted has an address at Auth, and nothing here. */
  admission: Admission;
  state: AccountState;
  suspensionReason: string | null;
};

/** With the address of its owner. */
export type OwnedAsset = AssetRecord & { email: string };

/** How far the taking back of a suspended account is. */
export type SuspensionProgress = {
  /** Those that can be worked on now. */
  dueAssetIds: string[];
  /** Images that have public files, or may. */
  assetsLeft: number;
  /** In the public bucket, logos among them. */
  filesLeft: number;
};

/** Everybody's accounts and assets: for the operator of the installation alone, never for a request. */
export type OperatorStore = {
  listAccounts(afterOwnerId: string | null, limit: number): Promise<AccountRecord[]>;
  findAccount(emailOrId: string): Promise<AccountRecord | null>;
  /** @param bytes null: the default of the installation */
  setQuota(ownerId: string, bytes: number | null): Promise<void>;
  /** @param reference its id, the slug of its page, or the key without its extension of one of its files */
  findAsset(reference: string): Promise<OwnedAsset | null>;
  /** With all copies of it that its owner has. @throws AppError not_found */
  takeDownAsset(assetId: string, reason: string | null): Promise<AssetRecord[]>;
  /** With all copies of it that its owner has. @throws AppError not_found */
  allowAsset(assetId: string): Promise<AssetRecord[]>;
  suspendAccount(ownerId: string, reason: string | null): Promise<void>;
  /** Sends up to `limit` images of a suspended account to be taken back. */
  advanceSuspension(ownerId: string, limit: number): Promise<SuspensionProgress>;
  reinstateAccount(ownerId: string): Promise<void>;
};
