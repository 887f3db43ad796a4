import type { Caller, Database } from '../database.ts';
import { isoTime } from './buckets.ts';
import { duplicate, noSuchKey } from './errors.ts';
import { readAs } from './read-as.ts';
import type { SingleUseToken } from './used-tokens.ts';

export type ObjectMetadata = {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: 200;
};

export type StoredObject = {
  id: string;
  name: string;
  bucket_id: string;
  owner: string | null;
  owner_id: string | null;
  version: string;
  created_at: string;
  updated_at: string;
  last_accessed_at: string;
  metadata: ObjectMetadata;
  user_metadata: Record<string, unknown> | null;
};

export type ObjectRow = {
  bucketId: string;
  key: string;
  owner: string | null;
  version: string;
  metadata: ObjectMetadata | Record<string, unknown>;
  userMetadata: Record<string, unknown>;
  token?: SingleUseToken;
};

export const OBJECT_JSON = `jsonb_build_object('id', id, 'name', name, 'bucket_id', bucket_id, 'owner', owner,
  'owner_id', owner_id, 'version', version, 'created_at', ${isoTime('created_at')}, 'updated_at', ${isoTime('updated_at')},
  'last_accessed_at', ${isoTime('last_accessed_at')}, 'metadata', metadata, 'user_metadata', user_metadata) as object`;

/** @returns null for an object that is missing or that no policy shows to the caller */
export async function findObject(database: Database, caller: Caller, bucketId: string, key: string) {
  const [row] = await readAs<{ object: StoredObject }>(
    database,
    caller,
    `select ${OBJECT_JSON} from storage.objects where bucket_id = $1 and name = $2`,
    [bucketId, key],
  );
  return row?.object ?? null;
}

/** @throws StorageError NoSuchKey */
export async function getObject(database: Database, caller: Caller, bucketId: string, key: string) {
  const object = await findObject(database, caller, bucketId, key);
  if (!object) throw noSuchKey();
  return object;
}

/** Which of the keys exist and are visible to the caller. */
export async function findKeys(database: Database, caller: Caller, bucketId: string, keys: string[]) {
  const rows = await readAs<{ name: string }>(
    database,
    caller,
    `select name from storage.objects
     where bucket_id = $1 and name in (select jsonb_array_elements_text($2::text::jsonb))`,
    [bucketId, JSON.stringify(keys)],
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * Lets policies and triggers judge a write before it happens: inserts the row as the caller and takes it back.
 * @throws the database's error when they refuse
 */
export async function probeWrite(database: Database, caller: Caller, row: ObjectRow, upsert: boolean): Promise<void> {
  await database.call('select embedded.probe_object($1::text::jsonb, $2::text::jsonb, $3)', [
    JSON.stringify(caller),
    toJson(row),
    upsert,
  ]);
}

/**
 * Writes the row of a completed object with Storage's own rights; triggers still judge it. Of any number of concurrent
 * writes without upsert one wins, the others fail with 23505.
 * @returns the version that the object had before
 * @throws StorageError KeyAlreadyExists for a token that has written before
 */
export async function writeObject(database: Database, row: ObjectRow, upsert: boolean) {
  const [written] = await database.call<{ object: { id: string; previousVersion: string | null } | null }>(
    'select embedded.write_object($1::text::jsonb, $2, $3::text::jsonb) as object',
    [toJson(row), upsert, row.token ? JSON.stringify(row.token) : null],
  );
  if (!written?.object) throw duplicate('KeyAlreadyExists');
  return written.object;
}

const toJson = ({ bucketId, key, owner, version, metadata, userMetadata }: ObjectRow): string =>
  JSON.stringify({ bucketId, key, owner, version, metadata, userMetadata });

/** Deletes rows as the caller. @returns what was deleted; their files are still there */
export async function deleteObjects(database: Database, caller: Caller, bucketId: string, keys: string[]) {
  const rows = await database.transaction(caller, (sql) =>
    sql.query<{ object: StoredObject }>(
      `delete from storage.objects
       where bucket_id = $1 and name in (select jsonb_array_elements_text($2::text::jsonb)) returning ${OBJECT_JSON}`,
      [bucketId, JSON.stringify(keys)],
    ),
  );
  return rows.map(({ object }) => object);
}

/** Renames a row as the caller; the file goes with it, being named by its version. @throws StorageError NoSuchKey */
export function moveObject(
  database: Database,
  caller: Caller,
  from: { bucketId: string; key: string },
  to: { bucketId: string; key: string },
): Promise<void> {
  return database.transaction(caller, async (sql) => {
    const moved = await sql.query(
      `update storage.objects set bucket_id = $3, name = $4, updated_at = now()
       where bucket_id = $1 and name = $2 returning id`,
      [from.bucketId, from.key, to.bucketId, to.key],
    );
    if (moved.length === 0) throw noSuchKey();
  });
}

/** Every version that a row names, of all buckets. */
export async function listVersions(database: Database): Promise<Set<string>> {
  const rows = await database.transaction(null, (sql) =>
    sql.query<{ version: string }>('select version from storage.objects where version is not null'),
  );
  return new Set(rows.map(({ version }) => version));
}
