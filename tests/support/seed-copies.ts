import type { Sql } from 'postgres';

type Seed = { ownerId: string; jobId: string; fromJobId: string; count: number };

/**
 * Fills a job with copies of another one's images, by SQL and in a second: each with rows, hash, keys and addresses of
 * its own, many with the bytes of one file. Their names are IMG_1.jpg and so on.
 */
export async function seedCopies(sql: Sql, { ownerId, jobId, fromJobId, count }: Seed): Promise<void> {
  await sql`begin`;
  await sql`alter table storage.objects disable trigger guard_storage_objects`;
  await sql`
      create temp table copies on commit drop as
      select n, gen_random_uuid() as id, source.id as source_id, source.object_stem as source_stem,
             ${ownerId}::text || '/' || ${jobId}::text || '/' || gen_random_uuid() as stem
      from generate_series(1, ${count}::integer) n
      join (
        select a.*, row_number() over (order by a.added_no) - 1 as no, count(*) over () as total
        from public.assets a where a.job_id = ${fromJobId}
      ) source on source.no = n % source.total`;
  await sql`
      insert into public.assets (id, job_id, owner_id, name, content_type, bytes, sha256, status, object_key,
                                 width, height, frames, thumbhash, upload_expires_at, verified_at, created_at)
      select copies.id, ${jobId}, a.owner_id, 'IMG_' || n || '.jpg', a.content_type, a.bytes + n,
             encode(sha256(copies.id::text::bytea), 'hex'), 'private', copies.stem || '.jpg',
             a.width, a.height, a.frames, a.thumbhash, a.upload_expires_at, a.verified_at, a.created_at
      from copies join public.assets a on a.id = copies.source_id order by n`;
  await sql`
      insert into public.variants (asset_id, owner_id, name, content_type, extension, width, height, bytes)
      select copies.id, v.owner_id, v.name, v.content_type, v.extension, v.width, v.height, v.bytes
      from copies join public.variants v on v.asset_id = copies.source_id`;
  await sql`
      insert into storage.objects (bucket_id, name, owner_id, version, metadata, user_metadata)
      select o.bucket_id, replace(o.name, copies.source_stem, copies.stem), o.owner_id, o.version, o.metadata, o.user_metadata
      from copies join storage.objects o on o.bucket_id = 'assets' and starts_with(o.name, copies.source_stem)`;
  await sql`
      update public.profiles set used_bytes = (select sum(bytes) from public.assets where owner_id = ${ownerId})
      where owner_id = ${ownerId}`;
  await sql`alter table storage.objects enable trigger guard_storage_objects`;
  await sql`commit`;
  await sql`analyze`;
}
