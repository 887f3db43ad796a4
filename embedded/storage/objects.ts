import type { Caller, Database, Sql } from '../database.ts';
import { isoTime } from './buckets.ts';
import { SERVICE } from './caller.ts';
import { noSuchKey } from './errors.ts';
import { type SingleUseToken, spendToken } from './used-tokens.ts';

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
  const [row] = await database.transaction(caller, (sql) =>
    sql.query<{ object: StoredObject }>(
      `select ${OBJECT_JSON} from storage.objects where bucket_id = $1 and name = $2`,
      [bucketId, key],
    ),
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
  const rows = await database.transaction(caller, (sql) =>
    sql.query<{ name: string }>(
      `select name from storage.objects
       where bucket_id = $1 and name in (select jsonb_array_elements_text($2::text::jsonb))`,
      [bucketId, JSON.stringify(keys)],
    ),
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * Lets policies and triggers judge a write before it happens: inserts the row as the caller and rolls back.
 * @throws the database's error when they refuse
 */
export async function probeWrite(database: Database, caller: Caller, row: ObjectRow, upsert: boolean): Promise<void> {
  const undo = new Error('rolled back');
  await database
    .transaction(caller, async (sql) => {
      await write(sql, row, upsert);
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
}

/**
 * Writes the row of a completed object with Storage's own rights; triggers still judge it. Of any number of concurrent
 * writes without upsert one wins, the others fail with 23505.
 * @returns the version that the object had before
 */
export function writeObject(database: Database, row: ObjectRow, upsert: boolean) {
  return database.transaction(SERVICE, async (sql) => {
    // Two first writes at once would both see no row, and the loser's file would stay behind.
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1::text, 0))', [`${row.bucketId}/${row.key}`]);
    const [before] = upsert
      ? await sql.query<{ version: string }>(
          'select version from storage.objects where bucket_id = $1 and name = $2 for update',
          [row.bucketId, row.key],
        )
      : [];
    if (row.token) await spendToken(sql, row.token);
    await write(sql, row, upsert);
    const [after] = await sql.query<{ id: string }>(
      'select id::text from storage.objects where bucket_id = $1 and name = $2',
      [row.bucketId, row.key],
    );
    return { id: after?.id ?? '', previousVersion: before?.version ?? null };
  });
}

async function write(sql: Sql, row: ObjectRow, upsert: boolean): Promise<void> {
  await sql.query(
    `insert into storage.objects (bucket_id, name, owner, owner_id, version, metadata, user_metadata)
     values ($1, $2, $3::text::uuid, $3::text, $4, $5::text::jsonb, $6::text::jsonb)
     ${
       upsert
         ? `on conflict (bucket_id, name) do update set owner = excluded.owner, owner_id = excluded.owner_id,
              version = excluded.version, metadata = excluded.metadata, user_metadata = excluded.user_metadata,
              updated_at = now()`
         : ''
     }`,
    [row.bucketId, row.key, row.owner, row.version, JSON.stringify(row.metadata), JSON.stringify(row.userMetadata)],
  );
}

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
