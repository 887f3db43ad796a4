-- The guard: no object is written, changed or removed in our buckets unless the row of its asset says so.
-- Upload tokens live for hours, work more than once and are checked when a PUT starts, not when it ends; this
-- trigger is what makes "written once" and "taken back" true whatever a token holder tries, at the moment the
-- object's row changes. 23505 makes Storage answer 409, 42501 makes it answer 403.

create function private.guard_master_object(p_operation text, p_old storage.objects, p_new storage.objects) returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  object_name constant text := coalesce(p_new.name, p_old.name);
  stem constant text := regexp_replace(object_name, '\.[a-z0-9]+$', '');
  asset public.assets;
  is_master boolean;
begin
  select * into asset from public.assets a
  where a.object_stem in (stem, regexp_replace(stem, '_[a-z0-9]+$', '')) for share;
  is_master := object_name = asset.object_key;

  if p_operation = 'DELETE' then
    if is_master and asset.status not in ('deleting', 'rejected') then
      raise exception 'guard: this original is in use' using errcode = '42501';
    end if;
    if asset.status in ('private', 'publishing', 'public', 'unpublishing')
       and object_name = any (private.file_keys(asset.id, asset.object_key, asset.object_stem)) then
      raise exception 'guard: this variant is in use' using errcode = '42501';
    end if;
    return;
  end if;

  if asset.id is null then
    raise exception 'guard: no asset has this name' using errcode = '42501';
  end if;

  if not is_master then
    if asset.status not in ('verifying', 'private', 'publishing', 'public', 'unpublishing')
       or object_name !~ ('^' || asset.object_stem || '_[a-z0-9]{1,32}\.(png|jpg|webp|gif)$') then
      raise exception 'guard: no variant of this asset can be written now' using errcode = '42501';
    end if;
    -- A verification that comes late must not replace a variant that was supplied since.
    if p_new.version is distinct from p_old.version and p_new.user_metadata->>'only_while' <> asset.status then
      raise exception 'guard: this variant comes too late' using errcode = '42501';
    end if;
    return;
  end if;

  if p_operation = 'UPDATE' then
    if (p_new.version, p_new.metadata) is distinct from (p_old.version, p_old.metadata) then
      raise exception 'guard: this original is written already' using errcode = '23505';
    end if;
    return;
  end if;

  if asset.status <> 'awaiting_upload' then
    raise exception 'guard: this original is written already' using errcode = '23505';
  end if;
  -- Upload URLs from before the account was taken down, or its deletion asked for, bring nothing more.
  if not private.is_active(asset.owner_id) then
    raise exception 'guard: nothing can be added to this account' using errcode = '42501';
  end if;
  -- Minting an upload token and starting a PUT insert a probe row and roll it back; its metadata describe the
  -- request, not the file. Only the completed object carries `size`.
  if p_new.metadata ? 'size' then
    if (p_new.metadata->>'size')::bigint is distinct from asset.bytes then
      raise exception 'guard: the length differs from the declared one' using errcode = '42501';
    end if;
    if p_new.metadata->>'mimetype' is distinct from asset.content_type then
      raise exception 'guard: the content type differs from the declared one' using errcode = '42501';
    end if;
  end if;
end $$;

create function private.guard_public_object(p_operation text, p_old storage.objects, p_new storage.objects) returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  object_name constant text := coalesce(p_new.name, p_old.name);
  stem constant text := regexp_replace(object_name, '\.[a-z0-9]+$', '');
  asset public.assets;
begin
  select * into asset from public.assets a
  where a.public_stem in (stem, regexp_replace(stem, '_[a-z0-9]+$', '')) for share;

  if p_operation = 'DELETE' then
    -- A late taking back must not remove what the publication after it has written.
    if asset.status in ('publishing', 'public') then
      raise exception 'guard: this file is published' using errcode = '42501';
    end if;
    return;
  end if;

  if asset.id is null or asset.status <> 'publishing'
     or object_name <> all (private.file_keys(asset.id, asset.public_key, asset.public_stem)) then
    raise exception 'guard: this file is not being published' using errcode = '42501';
  end if;
  if p_new.metadata ? 'size'
     and p_new.metadata->>'cacheControl' is distinct from 'max-age=' || (private.settings()).public_cache_seconds then
    raise exception 'guard: public files carry the pinned cache-control' using errcode = '42501';
  end if;
end $$;

create function private.guard_storage_objects() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  settings constant public.settings := private.settings();
  ours constant text[] := array[settings.master_bucket, settings.public_bucket];
  object storage.objects;
begin
  if tg_op = 'DELETE' then object := old; else object := new; end if;

  if tg_op = 'UPDATE' and (old.bucket_id, old.name) is distinct from (new.bucket_id, new.name)
     and (old.bucket_id = any (ours) or new.bucket_id = any (ours)) then
    raise exception 'guard: objects do not move' using errcode = '42501';
  end if;

  if object.bucket_id <> all (ours) then
    null;
  elsif current_setting('role', true) in ('anon', 'authenticated') then
    -- Row level security says the same, but only after this trigger: what exists must not answer otherwise.
    raise exception 'guard: clients do not write here' using errcode = '42501';
  elsif object.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/(logos/(primary|secondary)|profile/avatar)\.png$' then
    -- Logos and avatars: written by the server alone, and replaced in place.
    perform private.guard_tenant_image(tg_op, object);
  elsif object.bucket_id = settings.master_bucket then
    perform private.guard_master_object(tg_op, case when tg_op <> 'INSERT' then old end, case when tg_op <> 'DELETE' then new end);
  else
    perform private.guard_public_object(tg_op, case when tg_op <> 'INSERT' then old end, case when tg_op <> 'DELETE' then new end);
  end if;
  return object;
end $$;

create or replace trigger guard_storage_objects
  before insert or update or delete on storage.objects
  for each row execute function private.guard_storage_objects();
