-- Everything of one owner that is public, and taking all of it back.

create function public.list_public_assets(p_owner uuid, p_after jsonb, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.asset_json(page.a) || jsonb_build_object(
    'job_title', page.title, 'position', jsonb_build_array((page.a).published_at, (page.a).added_no)
  ) order by (page.a).published_at desc, (page.a).added_no desc), '[]')
  from (
    select a, j.title from public.assets a join public.jobs j on j.id = a.job_id
    where a.owner_id = p_owner and a.status = 'public' and not private.is_deleting(p_owner)
      and (p_after is null or (a.published_at, a.added_no) < ((p_after->>0)::timestamptz, (p_after->>1)::bigint))
    order by a.published_at desc, a.added_no desc limit p_limit
  ) page
$$;
comment on function public.list_public_assets is
  'Newest publication first, over all jobs; p_after is the position of the last one seen.';

create function public.list_public_galleries(p_owner uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'job_id', j.id, 'title', j.title, 'slug', j.gallery_slug,
    'public_count', (select count(*) from public.assets a where a.job_id = j.id and a.status = 'public')
  ) order by j.added_no desc), '[]')
  from public.jobs j where j.owner_id = p_owner and j.gallery_on and j.trashed_at is null and not j.deleting
$$;

create function private.turn_galleries_off(p_owner uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.jobs j where j.owner_id = p_owner and j.gallery_on order by j.id for update;
  update public.jobs j set gallery_on = false, updated_at = now() where j.owner_id = p_owner and j.gallery_on;
end $$;

create function public.take_back_all(p_owner uuid, p_limit integer) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
  asset_ids uuid[] := '{}';
begin
  perform private.turn_galleries_off(p_owner);
  for asset in
    select * from public.assets a
    where a.owner_id = p_owner and (a.status in ('publishing', 'public') or (a.status = 'unpublishing' and a.wanted_visibility = 'public'))
    order by a.id limit p_limit for update
  loop
    perform private.stop_showing(asset);
    asset_ids := asset_ids || asset.id;
  end loop;
  return jsonb_build_object('asset_ids', to_jsonb(asset_ids), 'left', (
    select count(*) from public.assets a where a.owner_id = p_owner and a.status in ('publishing', 'public')));
end $$;
comment on function public.take_back_all is
  'Turns all galleries off and takes back up to p_limit images: gives their ids, and how many are public still. Idempotent.';

select private.only_service_role(f) from unnest(array[
  'public.list_public_assets(uuid, jsonb, integer)',
  'public.list_public_galleries(uuid)',
  'public.take_back_all(uuid, integer)'
]::regprocedure[]) f;
