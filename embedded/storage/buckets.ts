import type { Caller, Database, Sql } from '../database.ts';
import { SERVICE } from './caller.ts';
import { bucketNotEmpty, duplicate, entityTooLarge, invalidMimeType, invalidRequest, noSuchBucket } from './errors.ts';
import { requireValidBucketName } from './names.ts';
import { readAs } from './read-as.ts';

export type Bucket = {
  id: string;
  name: string;
  owner: string;
  public: boolean;
  file_size_limit: number | null;
  allowed_mime_types: string[] | null;
  created_at: string;
  updated_at: string;
};

export type BucketSettings = {
  public?: boolean;
  file_size_limit?: number | string | null;
  allowed_mime_types?: string[] | null;
};

/** Where a bucket names no limit of its own: the default of Supabase's config.toml. */
const DEFAULT_MAX_BYTES = 50 * 1024 * 1024;
const UNITS: Record<string, number> = {
  '': 1,
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/** SQL for a timestamp as Storage writes it. */
export const isoTime = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const BUCKET_JSON = `jsonb_build_object('id', id, 'name', name, 'owner', coalesce(owner_id, ''), 'public', public,
  'file_size_limit', file_size_limit, 'allowed_mime_types', allowed_mime_types,
  'created_at', ${isoTime('created_at')}, 'updated_at', ${isoTime('updated_at')}) as bucket`;

const toTextArray = (parameter: string) =>
  `(select array_agg(value) from jsonb_array_elements_text(${parameter}::text::jsonb))`;

export async function listBuckets(database: Database, caller: Caller): Promise<Bucket[]> {
  const rows = await database.transaction(caller, (sql) =>
    sql.query<{ bucket: Bucket }>(`select ${BUCKET_JSON} from storage.buckets order by id`),
  );
  return rows.map(({ bucket }) => bucket);
}

/** @throws StorageError NoSuchBucket, also when the caller may not see it */
export async function getBucket(database: Database, caller: Caller, id: string): Promise<Bucket> {
  const [row] = await readAs<{ bucket: Bucket }>(
    database,
    caller,
    `select ${BUCKET_JSON} from storage.buckets where id = $1`,
    [id],
  );
  if (!row) throw noSuchBucket();
  return row.bucket;
}

/** @throws StorageError InvalidBucketName, BucketAlreadyExists, AccessDenied */
export async function createBucket(database: Database, caller: Caller, id: string, settings: BucketSettings) {
  requireValidBucketName(id);
  await database
    .transaction(caller, (sql) =>
      sql.query(
        `insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
         values ($1, $1, $2, $3::text::bigint, ${toTextArray('$4')})`,
        [id, settings.public ?? false, parseByteLimit(settings.file_size_limit), typesJson(settings)],
      ),
    )
    .catch((error) => {
      throw error.code === '23505' ? duplicate('BucketAlreadyExists') : error;
    });
}

/** Changes what the settings name. @throws StorageError NoSuchBucket */
export async function updateBucket(database: Database, caller: Caller, id: string, settings: BucketSettings) {
  const rows = await database.transaction(caller, (sql) =>
    sql.query(
      `update storage.buckets set updated_at = now(), public = coalesce($2, public),
         file_size_limit = case when $3 then $4::text::bigint else file_size_limit end,
         allowed_mime_types = case when $5 then ${toTextArray('$6')} else allowed_mime_types end
       where id = $1 returning id`,
      [
        id,
        settings.public ?? null,
        settings.file_size_limit !== undefined,
        parseByteLimit(settings.file_size_limit),
        settings.allowed_mime_types !== undefined,
        typesJson(settings),
      ],
    ),
  );
  if (rows.length === 0) throw noSuchBucket();
}

/** @throws StorageError ResourceNotEmpty, NoSuchBucket */
export async function deleteBucket(database: Database, caller: Caller, id: string): Promise<void> {
  const [object] = await database.transaction(SERVICE, (sql) =>
    sql.query('select id from storage.objects where bucket_id = $1 limit 1', [id]),
  );
  if (object) throw bucketNotEmpty();
  const remove = (sql: Sql) => sql.query('delete from storage.buckets where id = $1 returning id', [id]);
  const rows = await database.transaction(caller, remove).catch((error) => {
    throw error.code === '23503' ? bucketNotEmpty() : error;
  });
  if (rows.length === 0) throw noSuchBucket();
}

export function maxBytesOf({ file_size_limit }: Bucket): number {
  return file_size_limit ?? DEFAULT_MAX_BYTES;
}

/** @throws StorageError InvalidMimeType, EntityTooLarge */
export function requireAllowed(bucket: Bucket, mimeType: string, bytes: number): void {
  const allowed = bucket.allowed_mime_types;
  const fits = (pattern: string) =>
    pattern === '*/*' || pattern === mimeType || (pattern.endsWith('/*') && mimeType.startsWith(pattern.slice(0, -1)));
  if (!/^[\x20-\x7e]+$/.test(mimeType) || (allowed && !allowed.some(fits))) throw invalidMimeType(mimeType);
  if (bytes > maxBytesOf(bucket)) throw entityTooLarge();
}

function typesJson({ allowed_mime_types }: BucketSettings): string | null {
  return allowed_mime_types ? JSON.stringify(allowed_mime_types) : null;
}

function parseByteLimit(limit: number | string | null | undefined): string | null {
  if (limit === null || limit === undefined) return null;
  const [, digits, unit = ''] = /^(\d+)\s*([kmg]?i?b?)$/i.exec(String(limit)) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  if (!digits || !factor) throw invalidRequest('body/file_size_limit must be a number of bytes or a text like "10MB"');
  return String(Number(digits) * factor);
}
