-- Trash (hidden, private, can be undone for 30 days) and deletion (for good).

create function private.hide_asset(p_asset public.assets, p_with_job boolean) returns public.assets
language plpgsql set search_path = '' as $$
declare
  asset public.assets;
begin
  update public.assets a set trashed_at = now(), trashed_with_job = p_with_job, wanted_visibility = 'private'
  where a.id = p_asset.id returning * into asset;
  if asset.status in ('publishing', 'public') then asset := private.start_taking_back(asset); end if;
  return asset;
end $$;

create function private.start_deletion(p_asset public.assets) returns public.assets
language plpgsql set search_path = '' as $$
begin
  if p_asset.status = 'deleting' then return p_asset; end if;
  update public.publications p set taken_back_at = now() where p.public_key = p_asset.public_key and p.taken_back_at is null;
  return private.start_work(p_asset, 'deleting');
end $$;

create function public.trash_asset(p_owner uuid, p_asset uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets := private.lock_asset(p_owner, p_asset);
begin
  if asset.status in ('awaiting_upload', 'rejected', 'lost') then
    -- There is nothing to bring back.
    asset := private.start_deletion(asset);
  elsif asset.trashed_at is null then
    asset := private.hide_asset(asset, false);
  end if;
  return private.asset_json(asset);
end $$;
comment on function public.trash_asset is
  'Hides the asset and takes it back if it is public. One that has no verified bytes is deleted instead. Idempotent.';

create function public.restore_asset(p_owner uuid, p_asset uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  job public.jobs;
  asset public.assets;
begin
  select j.* into job from public.jobs j join public.assets a on a.job_id = j.id
  where a.id = p_asset and a.owner_id = p_owner for share of j;
  asset := private.lock_asset(p_owner, p_asset);
  if job.trashed_at is not null then
    perform private.fail(409, 'conflict', 'The job of this image is in the trash. Restore the job.');
  end if;
  update public.assets a set trashed_at = null, trashed_with_job = false where a.id = p_asset returning * into asset;
  return private.asset_json(asset);
end $$;
comment on function public.restore_asset is 'Out of the trash, private; the page slug is kept. Idempotent.';

create function public.delete_asset(p_owner uuid, p_asset uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return private.asset_json(private.start_deletion(private.lock_asset(p_owner, p_asset)));
end $$;

create function public.rename_asset(p_owner uuid, p_asset uuid, p_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets := private.lock_asset(p_owner, p_asset);
begin
  update public.assets a set name = p_name where a.id = p_asset returning * into asset;
  return private.asset_json(asset);
end $$;

create function public.finish_deletion(p_asset uuid, p_generation bigint, p_token uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  settings public.settings := private.settings();
  job public.jobs;
  asset public.assets;
begin
  perform private.lock_any_profile(a.owner_id) from public.assets a where a.id = p_asset;
  select j.* into job from public.jobs j join public.assets a on a.job_id = j.id where a.id = p_asset for update of j;
  asset := private.lock_for_worker(p_asset, 'deleting', p_generation, p_token);
  if asset.id is null then return false; end if;
  perform private.require_no_files(settings.master_bucket, asset.object_stem);
  if asset.public_stem is not null then perform private.require_no_files(settings.public_bucket, asset.public_stem); end if;
  delete from public.assets a where a.id = p_asset;
  if not asset.quota_released then
    update public.profiles p set used_bytes = p.used_bytes - asset.bytes where p.owner_id = asset.owner_id;
  end if;
  if job.deleting and not exists (select from public.assets a where a.job_id = job.id) then
    delete from public.jobs j where j.id = job.id;
  end if;
  return true;
end $$;
comment on function public.finish_deletion is
  'deleting to gone, once no file is left in either bucket: the row goes and the quota is given back. False when the caller is late.';

create function public.expire_trash(p_days integer, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  job public.jobs;
  asset public.assets;
  expired integer := 0;
begin
  for job in
    select * from public.jobs j where j.trashed_at < now() - make_interval(days => p_days) and not j.deleting
    order by j.id limit p_limit
  loop
    perform public.delete_job(job.owner_id, job.id);
    expired := expired + 1;
  end loop;
  for asset in
    select * from public.assets a
    where a.trashed_at < now() - make_interval(days => p_days) and not a.trashed_with_job and a.status <> 'deleting'
    order by a.id limit p_limit for update skip locked
  loop
    perform private.start_deletion(asset);
    expired := expired + 1;
  end loop;
  return expired;
end $$;
comment on function public.expire_trash is 'Sends to deletion what has been in the trash for longer than p_days.';

select private.only_service_role(f) from unnest(array[
  'public.trash_asset(uuid, uuid)',
  'public.restore_asset(uuid, uuid)',
  'public.delete_asset(uuid, uuid)',
  'public.rename_asset(uuid, uuid, text)',
  'public.finish_deletion(uuid, bigint, uuid)',
  'public.expire_trash(integer, integer)'
]::regprocedure[]) f;
