import type postgres from 'postgres';
import type { AssetRow, VariantRow } from '../support/database.ts';

export type ObjectRow = { bucket: 'assets' | 'public-assets'; key: string };

/** Everything that is kept of one owner, in one look. */
export type OwnerState = {
  assets: (AssetRow & { trashed_at: string | null; slug: string | null })[];
  variants: (VariantRow & { sha256?: string })[];
  jobs: { id: string; trashed_at: string | null; deleting: boolean }[];
  objects: ObjectRow[];
  usedBytes: number;
  /** Work that somebody has to do still. */
  work: { id: string; status: string; held: boolean; error: string | null }[];
  isKnown: boolean;
};

export async function readOwner(sql: postgres.Sql, ownerId: string): Promise<OwnerState> {
  const [row] = await sql<{ state: OwnerState }[]>`
    select jsonb_build_object(
      'assets', (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from public.assets a where a.owner_id = ${ownerId}),
      'variants', (select coalesce(jsonb_agg(to_jsonb(v)), '[]') from public.variants v where v.owner_id = ${ownerId}),
      'jobs', (select coalesce(jsonb_agg(to_jsonb(j)), '[]') from public.jobs j where j.owner_id = ${ownerId}),
      'objects', (select coalesce(jsonb_agg(jsonb_build_object('bucket', o.bucket_id, 'key', o.name)), '[]')
        from storage.objects o where o.name ^@ concat(${ownerId}::text, '/')),
      'usedBytes', coalesce((select p.used_bytes from public.profiles p where p.owner_id = ${ownerId}), 0),
      'work', (select coalesce(jsonb_agg(w), '[]') from (
        select l.asset_id as id, a.status, l.token is not null as held, l.last_error as error
        from public.leases l join public.assets a on a.id = l.asset_id where a.owner_id = ${ownerId}
        union all
        select d.owner_id, 'account', false, d.last_error from public.account_deletions d where d.owner_id = ${ownerId}) w),
      'isKnown', exists (select from auth.users u where u.id = ${ownerId})) as state`;
  if (!row) throw new Error('one question has one answer');
  return row.state;
}

/** As if the time of every lease, and every pause before another try, had passed. */
export async function endLeases(sql: postgres.Sql, ownerIds: string[]): Promise<void> {
  await sql`update public.leases l set due_at = now() from public.assets a
    where a.id = l.asset_id and a.owner_id = any(${ownerIds}::uuid[])`;
  await sql`update public.account_deletions d set due_at = now() where d.owner_id = any(${ownerIds}::uuid[])`;
}

/** As if the pauses before another try had passed, for work that nobody holds. */
export async function endPauses(sql: postgres.Sql, ownerIds: string[]): Promise<void> {
  await sql`update public.leases l set due_at = now() from public.assets a
    where a.id = l.asset_id and a.owner_id = any(${ownerIds}::uuid[]) and l.token is null and l.due_at > now()`;
  await sql`update public.account_deletions d set due_at = now()
    where d.owner_id = any(${ownerIds}::uuid[]) and d.due_at > now()`;
}
