-- What `npm run doctor` counts and mends, and what the janitor compares bit by bit: rows with objects, both ways.

alter table public.assets add column checked_at timestamptz;
comment on column public.assets.checked_at is 'When the janitor last read the original back and found the bytes of sha256.';
create index assets_by_check on public.assets (coalesce(checked_at, verified_at)) where verified_at is not null;

-- Verified originals at rest whose object is gone. Those in flight are found out by their worker.
create function private.assets_without_original() returns setof public.assets
language sql stable set search_path = '' as $$
  select a from public.assets a cross join public.settings s
  where a.verified_at is not null and a.status in ('private', 'public')
    and not exists (select from storage.objects o where o.bucket_id = s.master_bucket and o.name = a.object_key)
$$;

-- Of a row that has work driven: due for long, or tried again and again.
create function private.is_stuck(p_due_at timestamptz, p_attempts integer) returns boolean
language sql stable set search_path = '' as
$$ select p_due_at < now() - interval '10 minutes' or p_attempts > 10 $$;

-- Work that nobody drives, for want of the row or in spite of it.
create function private.stuck_assets() returns setof uuid
language sql stable set search_path = '' as $$
  select l.asset_id from public.leases l where private.is_stuck(l.due_at, l.attempts)
  union
  select a.id from public.assets a
  where a.status in ('verifying', 'publishing', 'unpublishing', 'deleting')
    and not exists (select from public.leases l where l.asset_id = a.id)
$$;

create function private.quota_drift() returns table (owner_id uuid, used_bytes bigint, counted_bytes bigint)
language sql stable set search_path = '' as $$
  select p.owner_id, p.used_bytes, coalesce(sum(a.bytes) filter (where not a.quota_released), 0)::bigint
  from public.profiles p left join public.assets a on a.owner_id = p.owner_id
  group by p.owner_id having p.used_bytes <> coalesce(sum(a.bytes) filter (where not a.quota_released), 0)
$$;

-- Of the next p_limit objects of one of our buckets (null: all) those that no row accounts for. The row comes before the
-- object and goes after it, so that in one snapshot every object has its row. Variants that callers supply and logos are
-- written before they are recorded: an hour is more than either takes.
create function private.stray_objects(p_bucket text, p_after text, p_limit integer) returns setof text
language sql stable set search_path = '' as $$
  with page as (
    select o.name, o.bucket_id = s.public_bucket as is_public,
      coalesce(greatest(o.created_at, o.updated_at), now()) < now() - interval '1 hour' as is_old,
      -- Three uuids and two slashes; then `_{variant}.{extension}`.
      left(o.name, 110) as stem,
      split_part(substr(o.name, 112), '.', 1) as variant,
      split_part(o.name, '.', 2) as extension,
      case when split_part(o.name, '/', 2) in ('logos', 'profile') and o.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/(logos/(primary|secondary)|profile/avatar)\.png$'
        then split_part(o.name, '/', 1)::uuid end as owner_of_image
    from storage.objects o cross join public.settings s
    where o.bucket_id = p_bucket and o.bucket_id in (s.master_bucket, s.public_bucket) and o.name > p_after
    order by o.name limit p_limit
  )
  select p.name from page p
  left join public.tenant_images t
    on t.owner_id = p.owner_of_image and p.name = private.tenant_image_key(t.owner_id, t.kind)
  left join public.assets original on not p.is_public and original.object_stem = p.stem
  left join public.assets rendition on p.is_public and rendition.public_stem = p.stem
  left join public.variants v
    on v.asset_id = original.id and v.name = p.variant and v.extension = p.extension
  where case
    when p.owner_of_image is not null then t.kind is null or (p.is_public and t.public_sha256 is null and p.is_old)
    when p.is_public then
      rendition.id is null or rendition.status not in ('publishing', 'public', 'unpublishing', 'deleting')
    else original.id is null
      or (p.is_old and original.status in ('private', 'public', 'lost') and p.name <> original.object_key and v.asset_id is null)
  end
$$;

-- Public images of which a file is missing: what I3 says cannot be.
create function private.broken_assets() returns setof public.assets
language sql stable set search_path = '' as $$
  select a from public.assets a cross join public.settings s
  where a.status = 'public' and exists (
    select from unnest(private.file_keys(a.id, a.public_key, a.public_stem)) k (name)
    where not exists (select from storage.objects o where o.bucket_id = s.public_bucket and o.name = k.name))
$$;

create function public.examine() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'lost', (select count(*) from public.assets a where a.status = 'lost')
          + (select count(*) from private.assets_without_original()),
    'leaked', (select count(*) from public.settings s, private.stray_objects(s.public_bucket, '', null)),
    'broken', (select count(*) from private.broken_assets()),
    'orphaned', (select count(*) from public.settings s, private.stray_objects(s.master_bucket, '', null)),
    'stuck', (select count(*) from private.stuck_assets())
           + (select count(*) from public.account_deletions d where private.is_stuck(d.due_at, d.attempts)),
    'quota_drift', (select count(*) from private.quota_drift()))
$$;
comment on function public.examine is
  'Counts what must not be: lost originals, leaked and missing public files, orphaned objects, stuck work, quota that is no sum.';

create function public.list_stray_objects(p_bucket text, p_after text, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'keys', coalesce((
      select jsonb_agg(stray.name order by stray.name) from private.stray_objects(p_bucket, p_after, p_limit) stray (name)), '[]'),
    'last', (
      select max(page.name) from (
        select o.name from storage.objects o where o.bucket_id = p_bucket and o.name > p_after order by o.name limit p_limit) page))
$$;
comment on function public.list_stray_objects is
  'Of the next p_limit objects of one of our buckets those without a row, and the name that the next page begins after (null: none).';

create function private.lose_asset(p_asset public.assets) returns void
language plpgsql set search_path = '' as $$
begin
  update public.assets a set problem_code = 'lost', problem_message = 'The original of this image is missing or damaged.',
    wanted_visibility = 'private'
  where a.id = p_asset.id;
  if p_asset.status = 'public' then
    perform private.start_taking_back(p_asset);
  else
    update public.assets a set status = 'lost', generation = a.generation + 1 where a.id = p_asset.id;
    delete from public.leases l where l.asset_id = p_asset.id;
  end if;
end $$;

create function public.mark_lost(p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  candidate public.assets;
  asset public.assets;
  marked integer := 0;
begin
  for candidate in select * from private.assets_without_original() found order by found.id limit p_limit loop
    select * into asset from public.assets a where a.id = candidate.id for update;
    continue when asset.generation is distinct from candidate.generation or private.master_is_stored(asset);
    perform private.lose_asset(asset);
    marked := marked + 1;
  end loop;
  return marked;
end $$;
comment on function public.mark_lost is 'Assets whose original is gone become lost, public ones by way of being taken back.';

create function public.list_originals_to_check(p_limit integer, p_before timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.asset_json(due)), '[]') from (
    select a.* from public.assets a
    where a.verified_at is not null and a.status in ('private', 'public')
      and coalesce(a.checked_at, a.verified_at) < p_before
    order by coalesce(a.checked_at, a.verified_at) limit p_limit
  ) due
$$;

create function public.record_original_check(p_asset uuid, p_generation bigint, p_intact boolean) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
begin
  select * into asset from public.assets a
  where a.id = p_asset and a.generation = p_generation and a.status in ('private', 'public') for update;
  if asset.id is null then return; end if;
  if p_intact then
    update public.assets a set checked_at = now() where a.id = p_asset;
  else
    perform private.lose_asset(asset);
  end if;
end $$;
comment on function public.record_original_check is
  'What reading an original back showed. Nothing when another intent has come since.';

create function public.revive_work() returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  revived integer;
  accounts integer;
begin
  insert into public.leases (asset_id, generation)
  select a.id, a.generation from public.assets a where a.id in (select private.stuck_assets())
  on conflict (asset_id) do update set due_at = now(), attempts = 0, token = null;
  get diagnostics revived = row_count;
  update public.account_deletions d set due_at = now(), attempts = 0
  where private.is_stuck(d.due_at, d.attempts);
  get diagnostics accounts = row_count;
  return revived + accounts;
end $$;
comment on function public.revive_work is 'Work that nobody drove is due now, as if it had just begun.';

create function public.publish_broken_anew(p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  candidate public.assets;
  asset public.assets;
  begun integer := 0;
begin
  for candidate in select * from private.broken_assets() found order by found.id limit p_limit loop
    select * into asset from public.assets a where a.id = candidate.id for update;
    continue when asset.generation is distinct from candidate.generation;
    perform private.start_taking_back(asset);
    update public.assets a set wanted_visibility = 'public' where a.id = asset.id;
    begun := begun + 1;
  end loop;
  return begun;
end $$;
comment on function public.publish_broken_anew is
  'Takes back what is public in part and has it published again: under the same page, with new files.';

create function public.correct_quota() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  drifted uuid;
  counted bigint;
  corrected integer := 0;
begin
  for drifted in select d.owner_id from private.quota_drift() d order by d.owner_id loop
    -- Every change of the sum holds this lock.
    perform private.lock_any_profile(drifted);
    select coalesce(sum(a.bytes) filter (where not a.quota_released), 0) into counted from public.assets a where a.owner_id = drifted;
    update public.profiles p set used_bytes = counted where p.owner_id = drifted and p.used_bytes <> counted;
    corrected := corrected + 1;
  end loop;
  return corrected;
end $$;
comment on function public.correct_quota is 'Writes the sum over their assets into the profiles that say otherwise.';

select private.only_service_role(f) from unnest(array[
  'public.examine()',
  'public.list_stray_objects(text, text, integer)',
  'public.mark_lost(integer)',
  'public.list_originals_to_check(integer, timestamptz)',
  'public.record_original_check(uuid, bigint, boolean)',
  'public.publish_broken_anew(integer)',
  'public.revive_work()',
  'public.correct_quota()'
]::regprocedure[]) f;
