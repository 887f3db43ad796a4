import type { AssetStatus, Visibility } from '../schemas/asset.ts';

/** What the model keeps of the database: one asset, its lease, and the objects below its names in both buckets. */

export type ModelRow = {
  status: AssetStatus;
  generation: number;
  wantedVisibility: Visibility;
  /** Of the current publication: p1, p2, ... */
  publicKey: string | null;
  variant: ModelVariant | null;
  isTrashed: boolean;
  problem: 'lost' | 'publication_failed' | 'rejected' | null;
  isQuotaReleased: boolean;
};

/** The row of `variants`, of which there is one: made at verification, and replaced by what is supplied. */
export type ModelVariant = { extension: VariantExtension; content: Content };
export type VariantExtension = 'webp' | 'png';

export type ModelLease = {
  generation: number;
  /** Null while nobody holds it. When it runs out is no state: a worker may be paused for longer at any step. */
  token: number | null;
  /** Zero or more: whoever claims it again may find any number of attempts behind it. */
  wasClaimed: boolean;
};

/**
 * What is stored under a key. `nothing` is a row of Storage whose file has gone: Supabase removes files inside the
 * transaction that deletes their rows, so that a crash leaves this
 * (https://github.com/supabase/storage, src/storage/object.ts, deleteObjects).
 */
export type Content = 'declared' | 'tampered' | 'made' | 'supplied' | 'nothing';

export type DatabaseState = {
  row: ModelRow | null;
  lease: ModelLease | null;
  objects: Readonly<Record<string, Content>>;
  /** Assets that count in the owner's used bytes: 1 while this one does. */
  used: number;
  publications: number;
  claims: number;
};

export const MASTER_BUCKET = 'assets';
export const PUBLIC_BUCKET = 'public';
export type Bucket = typeof MASTER_BUCKET | typeof PUBLIC_BUCKET;
export const MASTER_KEY = `${MASTER_BUCKET}/m.png`;

export const variantKey = (extension: string): string => `${MASTER_BUCKET}/m_thumb.${extension}`;
export const publicFileKey = (publicKey: string): string => `${PUBLIC_BUCKET}/${publicKey}.png`;
export const publicVariantKey = (publicKey: string, extension: string): string =>
  `${PUBLIC_BUCKET}/${publicKey}_thumb.${extension}`;

/** As private.file_keys: the original and its variants. */
export const masterFiles = ({ variant }: ModelRow): string[] =>
  variant ? [MASTER_KEY, variantKey(variant.extension)] : [MASTER_KEY];

/** As private.file_keys: the rendition and its variants. */
export function publicFiles({ publicKey, variant }: ModelRow): string[] {
  if (publicKey === null) return [];
  const file = publicFileKey(publicKey);
  return variant ? [file, publicVariantKey(publicKey, variant.extension)] : [file];
}

/** As private.stored_keys: whatever is stored below a stem. */
export const storedBelow = (objects: DatabaseState['objects'], stem: string): string[] =>
  Object.keys(objects).filter((key) => key.startsWith(`${stem}.`) || key.startsWith(`${stem}_`));

export const storedMasterFiles = (objects: DatabaseState['objects']): string[] =>
  storedBelow(objects, `${MASTER_BUCKET}/m`);

export const storedPublicFiles = (objects: DatabaseState['objects'], publicKey: string | null): string[] =>
  publicKey === null ? [] : storedBelow(objects, `${PUBLIC_BUCKET}/${publicKey}`);
