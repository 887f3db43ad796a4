-- Everything that is known of assets, for their owner alone.

create function private.asset_details_json(p_asset public.assets) returns jsonb
language sql stable set search_path = '' as $$
  select private.asset_json(p_asset) || jsonb_build_object(
    'exif', p_asset.exif,
    'etag', master.metadata->>'eTag',
    'cache_control', master.metadata->>'cacheControl',
    'publications', coalesce((
      select jsonb_agg(to_jsonb(p) order by p.published_at desc) from public.publications p where p.asset_id = p_asset.id), '[]'))
  from public.settings s
  left join storage.objects master on master.bucket_id = s.master_bucket and master.name = p_asset.object_key
$$;
comment on function private.asset_details_json is
  'The asset with its EXIF, what Storage says of its original, and its publications, newest first.';

create function public.get_asset_details(p_owner uuid, p_asset uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.asset_details_json(a) from public.assets a
  where a.id = p_asset and a.owner_id = p_owner and a.status <> 'deleting' and not private.is_deleting(p_owner)
$$;

create function public.list_all_assets(p_owner uuid, p_after bigint, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.asset_details_json(page.a) order by (page.a).added_no), '[]')
  from (
    select a from public.assets a
    where a.owner_id = p_owner and a.status <> 'deleting' and not private.is_deleting(p_owner)
      and (p_after is null or a.added_no > p_after)
    order by a.added_no limit p_limit
  ) page
$$;
comment on function public.list_all_assets is
  'Every asset of an owner, trash included, in the order of their declaration; p_after is the added_no of the last one seen.';

select private.only_service_role('public.get_asset_details(uuid, uuid)'),
       private.only_service_role('public.list_all_assets(uuid, bigint, integer)');
