import type { AssetStatus, Visibility } from '../schemas/asset.ts';

/** Rows as the core sees them. They never leave it: callers get DTOs. */

export type VariantRecord = {
  name: string;
  contentType: string;
  width: number;
  height: number;
  bytes: number;
  objectKey: string;
  publicKey: string | null;
};

export type PublicationRecord = {
  id: string;
  publicKey: string;
  publishedAt: string;
  takenBackAt: string | null;
  originGoneAt: string | null;
  edge: 'unchecked' | 'dead' | 'cached' | 'unreachable';
  cachedUntil: string | null;
};

export type AssetRecord = {
  id: string;
  jobId: string;
  ownerId: string;
  addedNo: number;
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
  status: AssetStatus;
  generation: number;
  wantedVisibility: Visibility;
  keepMetadata: boolean;
  objectKey: string;
  objectStem: string;
  publicKey: string | null;
  slug: string | null;
  width: number | null;
  height: number | null;
  frames: number | null;
  thumbhash: string | null;
  problemCode: string | null;
  problemMessage: string | null;
  uploadExpiresAt: string;
  createdAt: string;
  verifiedAt: string | null;
  publishedAt: string | null;
  trashedAt: string | null;
  /** By the operator: neither it nor a copy of it can be published until they allow it again. */
  takeDown: { at: string; reason: string | null } | null;
  variants: VariantRecord[];
  lastPublication: PublicationRecord | null;
};

/** A row together with the right to work on it. */
export type ClaimedAsset = AssetRecord & { leaseToken: string; leaseAttempts: number };

/** Statuses with work to do: each has a lease row until it is done. */
export const IN_FLIGHT: ReadonlySet<AssetStatus> = new Set(['verifying', 'publishing', 'unpublishing', 'deleting']);
