import type { AssetRecord } from '../assets/asset-record.ts';
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
  state: AccountState;
  suspensionReason: string | null;
};

/** Everybody's accounts and assets: for the operator of the installation alone, never for a request. */
export type OperatorStore = {
  listAccounts(afterOwnerId: string | null, limit: number): Promise<AccountRecord[]>;
  findAccount(emailOrId: string): Promise<AccountRecord | null>;
  /** @param bytes null: the default of the installation */
  setQuota(ownerId: string, bytes: number | null): Promise<void>;
  findAsset(slugOrId: string): Promise<(AssetRecord & { email: string }) | null>;
  /** @throws AppError not_found */
  takeDownAsset(assetId: string, reason: string | null): Promise<AssetRecord>;
  /** @throws AppError not_found */
  allowAsset(assetId: string): Promise<AssetRecord>;
  suspendAccount(ownerId: string, reason: string | null): Promise<void>;
  reinstateAccount(ownerId: string): Promise<void>;
};
