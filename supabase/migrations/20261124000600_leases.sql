-- Work in flight. Every asset in verifying, publishing, unpublishing, deleting, or rejected with bytes still stored,
-- has a lease row; the row is the outbox, so that a crash anywhere leaves something to drive forward.

create function private.lock_asset(p_owner uuid, p_asset uuid) returns public.assets
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
begin
  select * into asset from public.assets a
  where a.id = p_asset and a.owner_id = p_owner and a.status <> 'deleting' and not private.is_deleting(p_owner) for update;
  if asset.id is null then perform private.fail(404, 'not_found', 'There is no such asset.'); end if;
  return asset;
end $$;

-- Moves a locked asset to a status with work to do: raises the generation and opens a lease that anyone may claim.
create function private.start_work(p_asset public.assets, p_status text) returns public.assets
language plpgsql set search_path = '' as $$
declare
  asset public.assets;
begin
  update public.assets a set status = p_status, generation = a.generation + 1 where a.id = p_asset.id returning * into asset;
  insert into public.leases (asset_id, generation) values (asset.id, asset.generation)
  on conflict (asset_id) do update set generation = excluded.generation, token = null, due_at = now(), attempts = 0, last_error = null;
  return asset;
end $$;

-- Locks an asset for its worker. Null when the worker is late: another intent or another worker has come since.
create function private.lock_for_worker(p_asset uuid, p_status text, p_generation bigint, p_token uuid) returns public.assets
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
begin
  select * into asset from public.assets a
  where a.id = p_asset and a.status = p_status and a.generation = p_generation for update;
  if asset.id is null or not exists (
    select from public.leases l where l.asset_id = p_asset and l.generation = p_generation and l.token = p_token
  ) then
    return null;
  end if;
  return asset;
end $$;

create function public.claim_lease(p_asset uuid, p_seconds integer) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  lease public.leases;
  asset public.assets;
begin
  update public.leases l
  set token = gen_random_uuid(), due_at = now() + make_interval(secs => p_seconds), attempts = l.attempts + 1
  where l.asset_id = p_asset and l.due_at <= now()
  returning * into lease;
  if lease.asset_id is null then return null; end if;
  select * into asset from public.assets a where a.id = p_asset and a.generation = lease.generation;
  if asset.id is null then return null; end if;
  return private.asset_json(asset) || jsonb_build_object('lease_token', lease.token, 'lease_attempts', lease.attempts);
end $$;
comment on function public.claim_lease is
  'Takes over the work on an asset when nobody holds it: the asset with lease_token, or null.';

create function public.release_lease(p_asset uuid, p_token uuid, p_retry_in_seconds integer, p_error text) returns void
language sql security definer set search_path = '' set lock_timeout = '3s' as $$
  update public.leases l
  set token = null, due_at = now() + make_interval(secs => p_retry_in_seconds), last_error = left(p_error, 500)
  where l.asset_id = p_asset and l.token = p_token
$$;
comment on function public.release_lease is 'Gives up work that failed for now; it is due again after p_retry_in_seconds.';

create function public.list_due_work(p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(due.asset_id order by due.due_at), '[]')
  from (select l.asset_id, l.due_at from public.leases l where l.due_at <= now() order by l.due_at limit p_limit) due
$$;

-- Keys of the stored objects below a stem: the original or rendition itself and its variants.
-- Asked of Storage's own table, since a crash may leave variants that no row of ours names.
create function private.stored_keys(p_bucket text, p_stem text) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(o.name order by o.name), '{}') from storage.objects o
  where o.bucket_id = p_bucket and o.name ^@ p_stem and substr(o.name, length(p_stem) + 1, 1) in ('.', '_')
$$;

create function private.require_no_files(p_bucket text, p_stem text) returns void
language plpgsql set search_path = '' as $$
begin
  if private.stored_keys(p_bucket, p_stem) <> '{}' then
    raise exception 'files of % are still stored in %', p_stem, p_bucket;
  end if;
end $$;

create function public.list_stored_files(p_asset uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'master', private.stored_keys(s.master_bucket, a.object_stem),
    'public', coalesce(private.stored_keys(s.public_bucket, a.public_stem), '{}'))
  from public.assets a cross join public.settings s where a.id = p_asset
$$;

select private.only_service_role(f) from unnest(array[
  'public.claim_lease(uuid, integer)',
  'public.release_lease(uuid, uuid, integer, text)',
  'public.list_due_work(integer)',
  'public.list_stored_files(uuid)'
]::regprocedure[]) f;
