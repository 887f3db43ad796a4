import type { Caller, Database } from '../database.ts';
import { isoTime } from './buckets.ts';

export type ListOptions = {
  prefix?: string;
  limit?: number;
  offset?: number;
  search?: string;
  sortBy?: { column?: string; order?: string };
};

const SORT_COLUMNS = ['name', 'created_at', 'updated_at', 'last_accessed_at'];
const DEFAULT_LIMIT = 100;

/** One level of a bucket as the caller may see it: the files in a folder, and the folders in it with null fields. */
export async function listFolder(database: Database, caller: Caller, bucketId: string, options: ListOptions) {
  const folder = (options.prefix ?? '').replace(/\/*$/, '/').replace(/^\//, '');
  const column = SORT_COLUMNS.find((name) => name === options.sortBy?.column) ?? 'name';
  const order = options.sortBy?.order?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  const rows = await database.transaction(caller, (sql) =>
    sql.query<{ entry: unknown }>(
      `with below as (
         select substr(name, length($2) + 1) as rest, id, created_at, updated_at, last_accessed_at, metadata
         from storage.objects where bucket_id = $1 and starts_with(name, $2)
       ), entries as (
         select rest as name, id, created_at, updated_at, last_accessed_at, metadata
         from below where rest <> '' and position('/' in rest) = 0
         union all
         select distinct split_part(rest, '/', 1), null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
         from below where position('/' in rest) > 0
       )
       select jsonb_build_object('name', name, 'id', id, 'updated_at', ${isoTime('updated_at')},
         'created_at', ${isoTime('created_at')}, 'last_accessed_at', ${isoTime('last_accessed_at')},
         'metadata', metadata) as entry
       from entries where starts_with(lower(name), lower($3))
       order by ${column} ${order}, name limit $4 offset $5`,
      [bucketId, folder, options.search ?? '', options.limit ?? DEFAULT_LIMIT, options.offset ?? 0],
    ),
  );
  return rows.map(({ entry }) => entry);
}
