-- Everything that is known of one asset, for its owner alone.

create function public.get_asset_details(p_owner uuid, p_asset uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.asset_json(a) || jsonb_build_object(
    'exif', a.exif,
    'etag', master.metadata->>'eTag',
    'cache_control', master.metadata->>'cacheControl',
    'publications', coalesce((
      select jsonb_agg(to_jsonb(p) order by p.published_at desc) from public.publications p where p.asset_id = a.id), '[]'))
  from public.assets a
  left join storage.objects master on master.bucket_id = (private.settings()).master_bucket and master.name = a.object_key
  where a.id = p_asset and a.owner_id = p_owner and a.status <> 'deleting'
$$;
comment on function public.get_asset_details is
  'The asset with its EXIF, what Storage says of its original, and its publications, newest first.';

select private.only_service_role('public.get_asset_details(uuid, uuid)');
