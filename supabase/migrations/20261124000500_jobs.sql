-- Jobs. Lock order everywhere: profile, then job, then assets with ids ascending.

-- The row of an owner, whatever state the account is in; made when it is first needed.
create function private.lock_any_profile(p_owner uuid) returns public.profiles
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
declare
  profile public.profiles;
begin
  perform private.admit(p_owner);
  select * into profile from public.profiles p where p.owner_id = p_owner for update;
  -- Deleted while this waited for the row.
  if profile.owner_id is null then perform private.fail(401, 'unauthenticated', 'There is no such account any more.'); end if;
  return profile;
end $$;

create function private.suspension_message(p_profile public.profiles) returns text
language sql immutable set search_path = '' as $$
  select 'This account was taken down by the operator: nothing can be added or published. You can still read, export and delete what you have.'
    || coalesce(' The reason: ' || p_profile.suspension_reason, '')
$$;

create function private.require_active(p_profile public.profiles) returns void
language plpgsql set search_path = '' as $$
begin
  if p_profile.deleting_at is not null then perform private.fail(403, 'forbidden', 'This account is being deleted.'); end if;
  if p_profile.suspended_at is not null then perform private.fail(403, 'forbidden', private.suspension_message(p_profile)); end if;
end $$;

-- For whatever adds to an account.
create function private.lock_profile(p_owner uuid) returns public.profiles
language plpgsql set search_path = '' as $$
declare
  profile public.profiles := private.lock_any_profile(p_owner);
begin
  perform private.require_active(profile);
  return profile;
end $$;

create function private.lock_job(p_owner uuid, p_job uuid) returns public.jobs
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
declare
  job public.jobs;
begin
  select * into job from public.jobs j where j.id = p_job and j.owner_id = p_owner and not j.deleting for update;
  if job.id is null then perform private.fail(404, 'not_found', 'There is no such job.'); end if;
  return job;
end $$;

-- The jobs that some assets are in, and one more, in lock order: for changes that lock assets after them.
create function private.lock_jobs_of(p_owner uuid, p_assets uuid[], p_job uuid) returns void
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
begin
  perform from public.jobs j
  where j.owner_id = p_owner
    and (j.id = p_job or j.id in (select a.job_id from public.assets a where a.id = any (p_assets) and a.owner_id = p_owner))
  order by j.id for update;
end $$;

create function public.create_job(p_owner uuid, p_job uuid, p_title text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  job public.jobs;
begin
  perform private.lock_profile(p_owner);
  insert into public.jobs (id, owner_id, title) values (p_job, p_owner, p_title) on conflict (id) do nothing;
  select * into job from public.jobs j where j.id = p_job and j.owner_id = p_owner;
  if job.id is null then perform private.fail(409, 'conflict', 'This job cannot be created.'); end if;
  return private.job_json(job);
end $$;
comment on function public.create_job is 'Under an id of the caller''s choosing. Idempotent: once there is such a job, it is given as it is.';

create function public.update_job(p_owner uuid, p_job uuid, p_update jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  job public.jobs;
  cover uuid := (p_update->>'cover_asset_id')::uuid;
begin
  if (p_update->>'gallery_on')::boolean then perform private.lock_profile(p_owner); end if;
  job := private.lock_job(p_owner, p_job);
  if cover is not null and not exists (
    select from public.assets a where a.id = cover and a.job_id = p_job and a.status not in ('deleting', 'rejected')
  ) then
    perform private.fail(404, 'not_found', 'There is no such asset in this job.');
  end if;
  update public.jobs j set
    title          = coalesce(p_update->>'title', j.title),
    gallery_on     = coalesce((p_update->>'gallery_on')::boolean, j.gallery_on),
    gallery_slug   = case when (p_update->>'gallery_on')::boolean then coalesce(j.gallery_slug, private.random_slug()) else j.gallery_slug end,
    cover_asset_id = case when p_update ? 'cover_asset_id' then cover else j.cover_asset_id end,
    updated_at     = now()
  where j.id = p_job returning * into job;
  return private.job_json(job);
end $$;
comment on function public.update_job is 'Changes the keys that p_update has: title, gallery_on, cover_asset_id.';

create function public.trash_job(p_owner uuid, p_job uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  job public.jobs := private.lock_job(p_owner, p_job);
  asset public.assets;
  unsettled uuid[] := '{}';
begin
  if job.trashed_at is null then
    update public.jobs j set trashed_at = now(), updated_at = now() where j.id = p_job returning * into job;
    for asset in
      select * from public.assets a where a.job_id = p_job and a.trashed_at is null and a.status <> 'deleting' order by a.id for update
    loop
      asset := private.hide_asset(asset, true);
      if asset.status = 'unpublishing' then unsettled := unsettled || asset.id; end if;
    end loop;
  end if;
  return jsonb_build_object('job', private.job_json(job), 'unsettled', unsettled);
end $$;
comment on function public.trash_job is 'Hides the job and its assets and takes back what is public: gives the job and the ids of those. Idempotent.';

create function public.restore_job(p_owner uuid, p_job uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  job public.jobs := private.lock_job(p_owner, p_job);
begin
  if job.trashed_at is not null then
    update public.jobs j set trashed_at = null, updated_at = now() where j.id = p_job returning * into job;
    perform from public.assets a where a.job_id = p_job and a.trashed_with_job order by a.id for update;
    update public.assets a set trashed_at = null, trashed_with_job = false where a.job_id = p_job and a.trashed_with_job;
  end if;
  return private.job_json(job);
end $$;
comment on function public.restore_job is
  'Brings back the job and the assets that went to the trash with it; they stay private. Idempotent.';

create function public.delete_job(p_owner uuid, p_job uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets;
  asset_ids uuid[] := '{}';
begin
  perform private.lock_job(p_owner, p_job);
  update public.jobs j set deleting = true, trashed_at = coalesce(j.trashed_at, now()), gallery_on = false, updated_at = now()
  where j.id = p_job;
  for asset in select * from public.assets a where a.job_id = p_job order by a.id for update loop
    perform private.start_deletion(asset);
    asset_ids := asset_ids || asset.id;
  end loop;
  if cardinality(asset_ids) = 0 then delete from public.jobs j where j.id = p_job; end if;
  return to_jsonb(asset_ids);
end $$;
comment on function public.delete_job is
  'For good: every asset goes to `deleting`; the row of the job goes with the last of them. Gives the ids of the assets to delete.';

select private.only_service_role(f) from unnest(array[
  'public.create_job(uuid, uuid, text)',
  'public.update_job(uuid, uuid, jsonb)',
  'public.trash_job(uuid, uuid)',
  'public.restore_job(uuid, uuid)',
  'public.delete_job(uuid, uuid)'
]::regprocedure[]) f;
