-- What the app reads, as JSON ready for its DTOs. Every function takes the verified owner and gives null
-- for what is missing and, alike, for what is somebody else's.

-- Failures carry an HTTP status (PostgREST: SQLSTATE PTnnn) and the app's error code as message.
create function private.fail(p_status integer, p_code text, p_message text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT' || p_status, message = p_code, detail = p_message;
end $$;

-- Nothing of an owner is there any more from the moment they asked to delete the account.
create function private.is_deleting(p_owner uuid) returns boolean
language sql stable set search_path = '' as
$$ select exists (select from public.profiles p where p.owner_id = p_owner and p.deleting_at is not null) $$;

-- Nothing of an account that is not active is public, and nothing is added to it.
create function private.is_active(p_owner uuid) returns boolean
language sql stable set search_path = '' as $$
  select not exists (
    select from public.profiles p where p.owner_id = p_owner and (p.deleting_at is not null or p.suspended_at is not null))
$$;

create function private.variant_key(p_stem text, p_variant public.variants) returns text
language sql immutable set search_path = '' as
$$ select p_stem || '_' || p_variant.name || '.' || p_variant.extension $$;

-- Keys of all files of an asset below one stem: the original or rendition itself and its variants.
create function private.file_keys(p_asset_id uuid, p_key text, p_stem text) returns text[]
language sql stable set search_path = '' as $$
  select array[p_key] || coalesce((
    select array_agg(private.variant_key(p_stem, v) order by v.name) from public.variants v where v.asset_id = p_asset_id
  ), '{}')
$$;

create function private.asset_json(p_asset public.assets) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(p_asset) - 'exif' || jsonb_build_object(
    'variants', coalesce((
      select jsonb_agg(to_jsonb(v) - 'asset_id' - 'owner_id' || jsonb_build_object(
               'object_key', private.variant_key(p_asset.object_stem, v),
               'public_key', private.variant_key(p_asset.public_stem, v)) order by v.name)
      from public.variants v where v.asset_id = p_asset.id), '[]'),
    'take_down', (
      select to_jsonb(t) from public.take_downs t where t.owner_id = p_asset.owner_id and t.sha256 = p_asset.sha256),
    'last_publication', (
      select to_jsonb(p) from public.publications p where p.asset_id = p_asset.id order by p.published_at desc limit 1))
$$;

create function public.get_asset(p_owner uuid, p_asset uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.asset_json(a) from public.assets a
  where a.id = p_asset and a.owner_id = p_owner and a.status <> 'deleting' and not private.is_deleting(p_owner)
$$;

create function public.get_assets(p_owner uuid, p_assets jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.asset_json(a) order by wanted.place), '[]')
  from jsonb_array_elements_text(p_assets) with ordinality as wanted (id, place)
  join public.assets a on a.id = wanted.id::uuid and a.owner_id = p_owner and a.status <> 'deleting'
  where not private.is_deleting(p_owner)
$$;
comment on function public.get_assets is 'Assets by id, in the order asked for; unknown ids are left out.';

-- The orders of a list: expressions from this list alone, never from the caller. Each has its index.
create function private.asset_sort_expression(p_sort text) returns text
language sql immutable set search_path = '' as $$
  select case p_sort
    when 'added' then 'a.added_no'
    when 'name' then 'a.name_sort'
    when 'bytes' then 'a.bytes'
    when 'published' then 'coalesce(a.published_at, ''epoch'')' end
$$;

-- Which assets a list has. $1 to $6: owner, job, trashed, visibility, status, search.
create function private.asset_list_filter() returns text
language sql immutable set search_path = '' as $$
  select $filter$
    a.owner_id = $1 and a.job_id = $2
    and a.status <> 'deleting'
    and (a.trashed_at is not null) = $3
    and ($4 is null or (a.status = 'public') = ($4 = 'public'))
    and ($5 is null or a.status = $5)
    and ($6 is null or position(lower($6) in lower(a.name)) > 0)
  $filter$
$$;

-- Keyset paging: p_after is the position (sort value, added_no) of the last row seen.
create function public.list_assets(
  p_owner uuid, p_job uuid, p_sort text, p_descending boolean, p_after jsonb, p_limit integer,
  p_visibility text, p_status text, p_search text, p_trashed boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  sort_type constant text := case p_sort
    when 'name' then 'text' when 'published' then 'timestamptz' else 'bigint' end;
  direction constant text := case when p_descending then 'desc' else 'asc' end;
  comparison constant text := case when p_descending then '<' else '>' end;
  items jsonb;
begin
  execute format($query$
    select coalesce(jsonb_agg(private.asset_json(page.a) || jsonb_build_object('position', jsonb_build_array(page.sort_value, (page.a).added_no))
                              order by page.place), '[]')
    from (
      select a, %1$s as sort_value, row_number() over (order by %1$s %2$s, a.added_no %2$s) as place
      from public.assets a
      where %5$s
        and ($7 is null or (%1$s, a.added_no) %3$s (($7->>0)::%4$s, ($7->>1)::bigint))
      order by %1$s %2$s, a.added_no %2$s
      limit $8
    ) page $query$,
    private.asset_sort_expression(p_sort), direction, comparison, sort_type, private.asset_list_filter())
  into items
  using p_owner, p_job, p_trashed, p_visibility, p_status, p_search, p_after, p_limit;
  return items;
end $$;
comment on function public.list_assets is 'One page of a job''s assets; p_sort is added, name, bytes or published.';

create function public.list_asset_pages(
  p_owner uuid, p_job uuid, p_sort text, p_descending boolean, p_page_size integer,
  p_visibility text, p_status text, p_search text, p_asset uuid
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  pages jsonb;
begin
  execute format($query$
    select jsonb_build_object(
      'total', count(*),
      'ends', coalesce(jsonb_agg(jsonb_build_array(numbered.sort_value, numbered.added_no) order by numbered.place)
                         filter (where numbered.place %% $7 = 0), '[]'),
      'place', max(numbered.place) filter (where numbered.id = $8))
    from (
      select a.id, a.added_no, %1$s as sort_value, row_number() over (order by %1$s %2$s, a.added_no %2$s) as place
      from public.assets a
      where %3$s
    ) numbered $query$,
    private.asset_sort_expression(p_sort), case when p_descending then 'desc' else 'asc' end, private.asset_list_filter())
  into pages
  using p_owner, p_job, false, p_visibility, p_status, p_search, p_page_size, p_asset;
  return pages;
end $$;
comment on function public.list_asset_pages is
  'How many assets the list has, the position of the last one of every full page, and the place of one of them, counted from 1.';

-- The chosen cover while it is in the job and can be shown, otherwise the first image of the job that can. One that was
-- moved to another job is the cover again when it comes back.
create function private.find_cover(p_job public.jobs) returns public.assets
language plpgsql stable set search_path = '' as $$
declare
  cover public.assets;
begin
  select * into cover from public.assets a
  where a.id = p_job.cover_asset_id and a.job_id = p_job.id and a.verified_at is not null and a.trashed_at is null and a.status not in ('deleting', 'lost');
  if cover.id is null then
    select * into cover from public.assets a
    where a.job_id = p_job.id and a.verified_at is not null and a.trashed_at is null and a.status not in ('deleting', 'lost')
    order by a.added_no limit 1;
  end if;
  return cover;
end $$;

create function private.job_json(p_job public.jobs) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(p_job) || jsonb_build_object(
    'asset_count', totals.asset_count, 'public_count', totals.public_count, 'bytes', totals.bytes,
    'cover', (select private.asset_json(cover) from private.find_cover(p_job) cover where cover.id is not null))
  from (
    select count(*) as asset_count, count(*) filter (where a.status = 'public') as public_count,
           coalesce(sum(a.bytes), 0) as bytes
    from public.assets a
    where a.job_id = p_job.id and a.status not in ('deleting', 'rejected')
      and (a.trashed_at is null or (a.trashed_with_job and p_job.trashed_at is not null))
  ) totals
$$;

create function public.get_job(p_owner uuid, p_job uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.job_json(j) from public.jobs j where j.id = p_job and j.owner_id = p_owner and not j.deleting
$$;

create function public.list_jobs(p_owner uuid, p_after bigint, p_limit integer, p_trashed boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.job_json(page.j) order by (page.j).added_no desc), '[]')
  from (
    select j from public.jobs j
    where j.owner_id = p_owner and not j.deleting and (j.trashed_at is not null) = p_trashed
      and (p_after is null or j.added_no < p_after)
    order by j.added_no desc limit p_limit
  ) page
$$;
comment on function public.list_jobs is 'Newest first; p_after is the added_no of the last job seen.';

create function private.account_state(p_profile public.profiles) returns text
language sql immutable set search_path = '' as $$
  select case when p_profile.deleting_at is not null then 'deleting' when p_profile.suspended_at is not null then 'suspended' else 'active' end
$$;

create function public.get_usage(p_owner uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'used_bytes', coalesce(p.used_bytes, 0), 'quota_bytes', coalesce(p.quota_bytes, s.default_quota_bytes),
    'state', private.account_state(p), 'suspension_reason', p.suspension_reason)
  from public.settings s left join public.profiles p on p.owner_id = p_owner
$$;

select private.only_service_role(f) from unnest(array[
  'public.get_asset(uuid, uuid)',
  'public.get_assets(uuid, jsonb)',
  'public.list_assets(uuid, uuid, text, boolean, jsonb, integer, text, text, text, boolean)',
  'public.list_asset_pages(uuid, uuid, text, boolean, integer, text, text, text, uuid)',
  'public.get_job(uuid, uuid)',
  'public.list_jobs(uuid, bigint, integer, boolean)',
  'public.get_usage(uuid)'
]::regprocedure[]) f;
