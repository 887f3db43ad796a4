import type { Call } from '../../lib/model/calls.ts';
import { type DatabaseState, MASTER_BUCKET, type ModelLease, type ModelRow } from '../../lib/model/database-state.ts';

/** The names of the model and those of the database, there and back. */

export const OWNER = '10000000-0000-4000-8000-000000000000';
export const JOB = '20000000-0000-4000-8000-000000000000';
export const ASSET = '30000000-0000-4000-8000-000000000000';
/** Of the original, and of publication n. */
export const fileUuid = (n: number): string => `40000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const tokenOf = (n: number): string => `50000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The lengths tell contents apart where only a length is kept; the original is as long as declared, tampered or not. */
const LENGTHS: Record<string, number> = { declared: 8, tampered: 8, made: 4, supplied: 9, nothing: 7 };
export const lengthOf = (content: string): number => LENGTHS[content] ?? Number.NaN;

export type StoredState = {
  row: (Omit<ModelRow, 'variant'> & { variant: { extension: string; bytes: number } | null }) | null;
  lease: { generation: number; token: string | null; attempts: number } | null;
  objects: { bucket: string; name: string; metadata: { content: string } }[];
  usedBytes: number;
};

/** What both have: the names of the model, and of tokens only whether one is the one from before, another or none. */
export type ComparableState = {
  row: (Omit<ModelRow, 'variant'> & { variant: { extension: string; bytes: number } | null }) | null;
  lease: { generation: number; holder: 'nobody' | 'as before' | 'new'; wasClaimed: boolean } | null;
  objects: Record<string, string>;
  used: number;
};

export const toBucket = (bucket: string): string => (bucket === MASTER_BUCKET ? 'assets' : 'public-assets');

/** `assets/m_thumb.png` and `public/p2.png`, as they are stored. */
export function toObjectName(key: string): { bucket: string; name: string } {
  const [, bucket = '', stem = '', rest = ''] = /^(\w+)\/([a-z0-9]+)(.*)$/.exec(key) ?? [];
  return { bucket: toBucket(bucket), name: toStem(stem) + rest };
}

const toStem = (stem: string): string =>
  `${OWNER}/${JOB}/${fileUuid(stem === 'm' ? 0 : Number.parseInt(stem.slice(1), 10))}`;

export function metadataOf(key: string, content: string): Record<string, unknown> {
  const mimetype = key.endsWith('webp') ? 'image/webp' : 'image/png';
  return { size: lengthOf(content), mimetype, cacheControl: 'max-age=300', content };
}

export function toStored({ row, lease, objects, used }: DatabaseState, call: Call): unknown {
  return {
    row: row && {
      ...row,
      publicKey: row.publicKey && `${toStem(row.publicKey)}.png`,
      variant: row.variant && { extension: row.variant.extension, bytes: lengthOf(row.variant.content) },
    },
    lease: lease && {
      generation: lease.generation,
      token: lease.token === null ? null : tokenOf(lease.token),
      attempts: lease.wasClaimed ? 1 : 0,
    },
    objects: Object.entries(objects).map(([key, content]) => ({
      ...toObjectName(key),
      metadata: metadataOf(key, content),
    })),
    usedBytes: used * 8,
    uploadExpiresIn: call.name === 'expire_uploads' ? '-1 hour' : '1 hour',
  };
}

/** Names of files as the model has them; a name that is not one of those before is that of a new publication. */
export function toModelNames<T>(value: T, { publications }: DatabaseState): T {
  const pattern = new RegExp(`${OWNER}/${JOB}/([0-9a-f-]{36})`, 'g');
  const known = new Map(Array.from({ length: publications + 1 }, (_, n) => [fileUuid(n), n === 0 ? 'm' : `p${n}`]));
  const text = JSON.stringify(value ?? null);
  return JSON.parse(text.replace(pattern, (_, uuid: string) => known.get(uuid) ?? `p${publications + 1}`));
}

export function toComparable(stored: StoredState, before: DatabaseState): ComparableState {
  const { row, lease, objects, usedBytes } = toModelNames(stored, before);
  return {
    row: row && { ...row, publicKey: row.publicKey?.replace('.png', '') ?? null },
    lease: lease && {
      generation: lease.generation,
      holder: holderOf(lease.token, before.lease?.token == null ? null : tokenOf(before.lease.token)),
      wasClaimed: lease.attempts > 0,
    },
    objects: Object.fromEntries(
      objects.map(({ bucket, name, metadata }) => [
        `${bucket === 'assets' ? MASTER_BUCKET : 'public'}/${name}`,
        metadata.content,
      ]),
    ),
    used: usedBytes / 8,
  };
}

/** The state of the model in the same form. */
export function comparable(after: DatabaseState, before: DatabaseState): ComparableState {
  const { row, lease, objects, used } = after;
  return {
    row: row && {
      ...row,
      variant: row.variant && { extension: row.variant.extension, bytes: lengthOf(row.variant.content) },
    },
    lease: lease && comparableLease(lease, before),
    objects: { ...objects },
    used,
  };
}

const comparableLease = ({ generation, token, wasClaimed }: ModelLease, before: DatabaseState) => ({
  generation,
  holder: holderOf(token, before.lease?.token ?? null),
  wasClaimed,
});

function holderOf<Token>(token: Token | null, before: Token | null): 'nobody' | 'as before' | 'new' {
  if (token === null) return 'nobody';
  return token === before ? 'as before' : 'new';
}
