-- Uploads: declare, store, verify.

create function private.master_is_stored(p_asset public.assets) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from storage.objects o where o.bucket_id = (private.settings()).master_bucket and o.name = p_asset.object_key)
$$;

create function private.extension_of(p_content_type text) returns text
language sql immutable strict set search_path = '' as $$
  select case p_content_type when 'image/png' then 'png' when 'image/jpeg' then 'jpg' when 'image/webp' then 'webp' when 'image/gif' then 'gif' end
$$;

create function private.refusal(p_code text, p_message text) returns jsonb
language sql immutable set search_path = '' as
$$ select jsonb_build_object('status', 'refused', 'code', p_code, 'message', p_message) $$;

-- The asset of the same bytes that the job has already, as the answer to a declaration.
create function private.answer_known_upload(p_asset public.assets, p_settings public.settings) returns jsonb
language plpgsql set search_path = '' as $$
declare
  asset public.assets := p_asset;
begin
  if asset.status in ('awaiting_upload', 'verifying') then
    if asset.status = 'verifying' or private.master_is_stored(asset) then
      return jsonb_build_object('status', 'uploaded', 'asset', private.asset_json(asset));
    end if;
    update public.assets a set upload_expires_at = now() + make_interval(secs => p_settings.upload_token_seconds)
    where a.id = asset.id returning * into asset;
    return jsonb_build_object('status', 'upload', 'asset', private.asset_json(asset));
  end if;
  -- Sending a trashed image again brings it back.
  update public.assets a set trashed_at = null, trashed_with_job = false where a.id = asset.id returning * into asset;
  return jsonb_build_object('status', 'duplicate', 'asset', private.asset_json(asset));
end $$;

create function public.declare_uploads(p_owner uuid, p_job uuid, p_files jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  settings public.settings := private.settings();
  profile public.profiles := private.lock_profile(p_owner);
  job public.jobs := private.lock_job(p_owner, p_job);
  quota_left bigint := coalesce(profile.quota_bytes, settings.default_quota_bytes) - profile.used_bytes;
  reserved bigint := 0;
  file jsonb;
  file_bytes bigint;
  asset public.assets;
  answers jsonb := '[]';
begin
  if job.trashed_at is not null then
    perform private.fail(409, 'conflict', 'This job is in the trash. Restore it before adding images.');
  end if;
  -- All assets concerned are locked in id order before any is changed.
  perform from public.assets a
  where a.job_id = p_job and a.sha256 in (select f->>'sha256' from jsonb_array_elements(p_files) f)
  order by a.id for update;

  for file in select * from jsonb_array_elements(p_files) loop
    file_bytes := (file->>'bytes')::bigint;
    select * into asset from public.assets a
    where a.job_id = p_job and a.sha256 = file->>'sha256' and a.status not in ('rejected', 'lost', 'deleting');

    if asset.id is not null then
      answers := answers || private.answer_known_upload(asset, settings);
    elsif not (file->>'content_type') = any (settings.allowed_content_types) then
      answers := answers || private.refusal('unsupported_media_type', 'This type of file is not accepted here.');
    elsif file_bytes > settings.max_file_bytes then
      answers := answers || private.refusal('payload_too_large', 'The file is larger than is accepted here.');
    elsif file_bytes > quota_left - reserved then
      answers := answers || private.refusal('limit_exceeded', 'There is not enough space left in your account.');
    else
      -- A refused earlier try with the same bytes makes room for this one.
      delete from public.assets a
      where a.job_id = p_job and a.sha256 = file->>'sha256' and a.status = 'rejected' and a.quota_released;
      insert into public.assets (job_id, owner_id, name, content_type, bytes, sha256, object_key, upload_expires_at)
      values (p_job, p_owner, file->>'name', file->>'content_type', file_bytes, file->>'sha256',
        concat(p_owner, '/', p_job, '/', gen_random_uuid(), '.', private.extension_of(file->>'content_type')),
        now() + make_interval(secs => settings.upload_token_seconds))
      returning * into asset;
      reserved := reserved + file_bytes;
      answers := answers || jsonb_build_object('status', 'upload', 'asset', private.asset_json(asset));
    end if;
  end loop;

  update public.profiles p set used_bytes = p.used_bytes + reserved where p.owner_id = p_owner;
  update public.jobs j set updated_at = now() where j.id = p_job;
  return answers;
end $$;
comment on function public.declare_uploads is
  'One answer per file {name, content_type, bytes, sha256}, in order: upload, uploaded, duplicate or refused. Rows come before bytes, and the quota is reserved with them.';

-- What is in the trash is not offered: copying it would bring back what was thrown away.
create function public.find_copies(p_owner uuid, p_job uuid, p_hashes jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(known)), '[]')
  from (
    select distinct on (a.sha256) a.sha256, a.id as asset_id, a.job_id, j.title as job_title
    from public.assets a
    join public.jobs j on j.id = a.job_id and j.trashed_at is null
    where a.owner_id = p_owner and a.job_id <> p_job and a.trashed_at is null
      and a.status in ('private', 'publishing', 'public', 'unpublishing')
      and a.sha256 in (select jsonb_array_elements_text(p_hashes))
      and not exists (
        select from public.assets here
        where here.job_id = p_job and here.sha256 = a.sha256 and here.status not in ('rejected', 'lost', 'deleting'))
    order by a.sha256, a.added_no desc) known
$$;
comment on function public.find_copies is
  'The same bytes, verified, in another job of the owner: {sha256, asset_id, job_id, job_title} for each hash that this job lacks and another has.';

create function public.renew_upload(p_owner uuid, p_asset uuid) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
begin
  -- As in request_visibility.
  perform private.require_active(p) from public.profiles p where p.owner_id = p_owner for share;
  asset := private.lock_asset(p_owner, p_asset);
  if asset.status not in ('awaiting_upload', 'verifying') then
    perform private.fail(409, 'conflict', 'The bytes of this image have arrived already.');
  end if;
  return private.answer_known_upload(asset, private.settings());
end $$;

create function public.begin_verification(p_owner uuid, p_asset uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets := private.lock_asset(p_owner, p_asset);
begin
  if asset.status = 'awaiting_upload' then
    if not private.master_is_stored(asset) then
      if asset.upload_expires_at < now() then
        perform private.fail(410, 'upload_expired', 'The upload was not finished in time. Ask for a new upload URL.');
      end if;
      perform private.fail(409, 'upload_incomplete', 'The bytes of this image have not arrived yet.');
    end if;
    asset := private.start_work(asset, 'verifying');
  end if;
  return private.asset_json(asset);
end $$;
comment on function public.begin_verification is
  'From here on nothing can replace the stored bytes. Idempotent: a later status is given as it is.';

create function public.finish_verification(p_asset uuid, p_generation bigint, p_token uuid, p_result jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  settings public.settings := private.settings();
  asset public.assets := private.lock_for_worker(p_asset, 'verifying', p_generation, p_token);
  missing text[];
begin
  if asset.id is null then return null; end if;
  delete from public.variants v where v.asset_id = p_asset;
  insert into public.variants (asset_id, owner_id, name, content_type, extension, width, height, bytes)
  select p_asset, asset.owner_id, v->>'name', v->>'content_type', private.extension_of(v->>'content_type'),
         (v->>'width')::integer, (v->>'height')::integer, (v->>'bytes')::bigint
  from jsonb_array_elements(p_result->'variants') v;

  select array_agg(k) into missing from unnest(private.file_keys(p_asset, asset.object_key, asset.object_stem)) k
  where not exists (select from storage.objects o where o.bucket_id = settings.master_bucket and o.name = k);
  if missing is not null then
    raise exception 'verified asset % lacks stored files: %', p_asset, missing;
  end if;

  update public.assets a set
    status = 'private', verified_at = now(), problem_code = null, problem_message = null,
    width = (p_result->>'width')::integer, height = (p_result->>'height')::integer,
    frames = (p_result->>'frames')::integer, thumbhash = p_result->>'thumbhash',
    exif = nullif(p_result->'exif', 'null')
  where a.id = p_asset returning * into asset;
  return private.asset_json(private.settle(asset));
end $$;
comment on function public.finish_verification is
  'verifying to private. Null when the caller is late. The original and every variant must be stored.';

create function public.reject_asset(p_asset uuid, p_generation bigint, p_token uuid, p_code text, p_message text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets := private.lock_for_worker(p_asset, 'verifying', p_generation, p_token);
begin
  if asset.id is null then return null; end if;
  delete from public.variants v where v.asset_id = p_asset;
  update public.assets a
  set status = 'rejected', generation = a.generation + 1, problem_code = p_code, problem_message = p_message
  where a.id = p_asset returning * into asset;
  update public.leases l set generation = asset.generation where l.asset_id = p_asset;
  return private.asset_json(asset);
end $$;
comment on function public.reject_asset is
  'verifying to rejected; the lease stays with the caller until finish_rejection, once the bytes are gone.';

create function public.finish_rejection(p_asset uuid, p_generation bigint, p_token uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets;
begin
  perform private.lock_any_profile(a.owner_id) from public.assets a where a.id = p_asset;
  asset := private.lock_for_worker(p_asset, 'rejected', p_generation, p_token);
  if asset.id is null then return null; end if;
  perform private.require_no_files((private.settings()).master_bucket, asset.object_stem);
  update public.profiles p set used_bytes = p.used_bytes - asset.bytes where p.owner_id = asset.owner_id;
  update public.assets a set quota_released = true where a.id = p_asset returning * into asset;
  delete from public.leases l where l.asset_id = p_asset;
  return private.asset_json(asset);
end $$;
comment on function public.finish_rejection is 'The bytes of a rejected asset are gone: the quota is given back.';

select private.only_service_role(f) from unnest(array[
  'public.declare_uploads(uuid, uuid, jsonb)',
  'public.find_copies(uuid, uuid, jsonb)',
  'public.renew_upload(uuid, uuid)',
  'public.begin_verification(uuid, uuid)',
  'public.finish_verification(uuid, bigint, uuid, jsonb)',
  'public.reject_asset(uuid, bigint, uuid, text, text)',
  'public.finish_rejection(uuid, bigint, uuid)'
]::regprocedure[]) f;
