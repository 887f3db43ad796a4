import type { TenantImageKind } from '../schemas/branding.ts';

/** Where a row and its objects stand. Versions are Storage's own: every write has another one; null where nothing is. */
export type TenantImageState = {
  kind: TenantImageKind;
  /** The same in both buckets. */
  objectKey: string;
  /** Of the bytes that `objectVersion` has; null until something has been read back. */
  sha256: string | null;
  objectVersion: string | null;
  storedVersion: string | null;
  /** What public pages show. */
  publicSha256: string | null;
  publicVersion: string | null;
  storedPublicVersion: string | null;
  isWantedInPublic: boolean;
  isRemoving: boolean;
  /** Nobody has touched it for longer than a write takes. */
  isIdle: boolean;
};

export type TenantImageFacts = { sha256: string; bytes: number; width: number; height: number };

export type BrandingRecord = {
  showLogo: boolean;
  images: { kind: TenantImageKind; objectKey: string; sha256: string }[];
};

/** A logo as public pages show it. */
export type ShownLogo = { kind: TenantImageKind; objectKey: string; sha256: string; width: number; height: number };

/** Rows of logos and avatars, one method per SQL function (supabase/migrations). */
export type TenantImageStore = {
  getBranding(ownerId: string): Promise<BrandingRecord>;
  setShowLogo(ownerId: string, show: boolean): Promise<void>;
  /** From here on the object may be written. */
  begin(ownerId: string, kind: TenantImageKind): Promise<void>;
  inspect(ownerId: string): Promise<TenantImageState[]>;
  /** False when another version is stored by now. */
  record(ownerId: string, kind: TenantImageKind, version: string, facts: TenantImageFacts): Promise<boolean>;
  /** False when the public copy is another one by now, or is not wanted any more. */
  show(ownerId: string, kind: TenantImageKind, version: string, sha256: string): Promise<boolean>;
  /** False when it is wanted after all. */
  hide(ownerId: string, kind: TenantImageKind): Promise<boolean>;
  startRemoving(ownerId: string, kind: TenantImageKind): Promise<void>;
  /** Once no object is left; harmless before. */
  finishRemoving(ownerId: string, kind: TenantImageKind): Promise<void>;
  /** Owners for whom something was cut off in the middle. */
  listUnsettled(limit: number): Promise<string[]>;
};
