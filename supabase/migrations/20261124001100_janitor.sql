-- What the janitor asks for, besides due leases and edge checks.

create function public.list_stale_uploads(p_older_than_seconds integer, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', stale.id, 'owner_id', stale.owner_id)), '[]')
  from (
    select a.id, a.owner_id from public.assets a
    where a.status = 'awaiting_upload' and a.created_at < now() - make_interval(secs => p_older_than_seconds)
      and private.master_is_stored(a)
    order by a.created_at limit p_limit
  ) stale
$$;
comment on function public.list_stale_uploads is 'Uploads whose bytes are stored but that nobody completed.';

create function public.expire_uploads(p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  candidate record;
  asset public.assets;
  expired integer := 0;
begin
  -- Profiles are locked before assets, in one order.
  for candidate in
    select a.id, a.owner_id from public.assets a
    where a.status = 'awaiting_upload' and a.upload_expires_at < now()
    order by a.owner_id, a.id limit p_limit
  loop
    perform private.lock_any_profile(candidate.owner_id);
    select * into asset from public.assets a
    where a.id = candidate.id and a.status = 'awaiting_upload' and a.upload_expires_at < now() for update;
    continue when asset.id is null or private.master_is_stored(asset);
    delete from public.assets a where a.id = asset.id;
    update public.profiles p set used_bytes = p.used_bytes - asset.bytes where p.owner_id = asset.owner_id;
    expired := expired + 1;
  end loop;
  return expired;
end $$;
comment on function public.expire_uploads is
  'Removes declared uploads whose URL has died without bytes. A PUT that ends later finds no row and is refused by the guard.';

select private.only_service_role(f) from unnest(array[
  'public.list_stale_uploads(integer, integer)',
  'public.expire_uploads(integer)'
]::regprocedure[]) f;
