-- Logos and avatars: one object of a fixed name each, replaced in place. No lock is held while bytes stream. Instead the
-- row says which version of the object it describes, and Storage gives every write a version of its own: where the two
-- differ, somebody reads the object again. So the row always ends telling the truth about the bytes, whoever wrote last.

create table public.tenant_images (
  owner_id       uuid not null references public.profiles (owner_id),
  kind           text not null check (kind in ('primary', 'secondary', 'avatar')),
  object_version text,
  sha256         text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes          bigint check (bytes > 0),
  width          integer check (width > 0),
  height         integer check (height > 0),
  removing       boolean not null default false,
  public_version text,
  public_sha256  text,
  touched_at     timestamptz not null default now(),
  updated_at     timestamptz,
  primary key (owner_id, kind),
  check (num_nulls(object_version, sha256, bytes, width, height, updated_at) in (0, 6)),
  check (num_nulls(public_version, public_sha256) in (0, 2)),
  check (kind <> 'avatar' or public_sha256 is null)
);
comment on table public.tenant_images is
  'Logos and avatars. The row comes before the object and goes after it, so that no object is without one.';
comment on column public.tenant_images.object_version is
  'The version of the stored object that sha256 and the rest describe; null until it has been read back.';
comment on column public.tenant_images.public_sha256 is
  'What public pages show. Set once the public copy was read back; taken away before the copy is.';
comment on column public.tenant_images.touched_at is 'The last intent. A write that never came is given up some time after.';

alter table public.tenant_images enable row level security;
revoke all on public.tenant_images from public, anon, authenticated, service_role;
grant select on public.tenant_images to service_role;

create function private.tenant_image_key(p_owner uuid, p_kind text) returns text
language sql immutable strict set search_path = '' as
$$ select p_owner || case p_kind when 'avatar' then '/profile/' else '/logos/' end || p_kind || '.png' $$;

create function private.stored_version(p_bucket text, p_key text) returns text
language sql stable strict set search_path = '' as
$$ select o.version from storage.objects o where o.bucket_id = p_bucket and o.name = p_key $$;

-- A logo is public while the owner wants that and has a page that anybody can open.
create function private.shows_logos(p_owner uuid) returns boolean
language sql stable set search_path = '' as $$
  select coalesce((select p.show_logo from public.profiles p where p.owner_id = p_owner), false) and private.is_active(p_owner)
    and (exists (select from public.assets a where a.owner_id = p_owner and a.status = 'public' and a.trashed_at is null)
      or exists (select from public.jobs j where j.owner_id = p_owner and j.gallery_on and j.trashed_at is null and not j.deleting))
$$;

create function private.is_wanted_in_public(p_image public.tenant_images) returns boolean
language sql stable set search_path = '' as
$$ select p_image.kind <> 'avatar' and not p_image.removing and p_image.sha256 is not null and private.shows_logos(p_image.owner_id) $$;

-- Called by the guard on storage.objects. The row is locked for share, so that nothing is written into the public
-- bucket after the row says that it goes.
create function private.guard_tenant_image(p_operation text, p_object storage.objects) returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  settings constant public.settings := private.settings();
  is_public constant boolean := p_object.bucket_id = settings.public_bucket;
  image public.tenant_images;
begin
  select * into image from public.tenant_images t
  where t.owner_id = split_part(p_object.name, '/', 1)::uuid
    and t.kind = regexp_replace(split_part(p_object.name, '/', 3), '\.png$', '') for share;

  if p_operation = 'DELETE' then
    if (is_public and image.public_sha256 is not null) or (not is_public and not image.removing) then
      raise exception 'guard: this image is in use' using errcode = '42501';
    end if;
    return;
  end if;
  if image.kind is null or image.removing or (is_public and not private.is_wanted_in_public(image)) then
    raise exception 'guard: this image is not being written' using errcode = '42501';
  end if;
  if p_object.metadata ? 'size' then
    if p_object.metadata->>'mimetype' is distinct from 'image/png' then
      raise exception 'guard: logos and avatars are PNG' using errcode = '42501';
    end if;
    if is_public and p_object.metadata->>'cacheControl' is distinct from 'max-age=' || settings.public_cache_seconds then
      raise exception 'guard: public files carry the pinned cache-control' using errcode = '42501';
    end if;
  end if;
end $$;

create function private.lock_tenant_image(p_owner uuid, p_kind text) returns public.tenant_images
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
declare
  image public.tenant_images;
begin
  select * into image from public.tenant_images t where t.owner_id = p_owner and t.kind = p_kind for update;
  return image;
end $$;

create function private.forget_signed_url(p_bucket text, p_key text) returns void
language sql set search_path = '' as
$$ delete from public.signed_urls u where u.bucket = p_bucket and u.object_key = p_key $$;

create function public.begin_tenant_image(p_owner uuid, p_kind text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_owner);
  insert into public.tenant_images (owner_id, kind) values (p_owner, p_kind)
  on conflict (owner_id, kind) do update set removing = false, touched_at = now();
end $$;
comment on function public.begin_tenant_image is 'The guard lets the object be written from here on. Undoes a removal under way.';

create function public.record_tenant_image(p_owner uuid, p_kind text, p_version text, p_image jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  master_bucket constant text := (private.settings()).master_bucket;
  object_key constant text := private.tenant_image_key(p_owner, p_kind);
  image public.tenant_images := private.lock_tenant_image(p_owner, p_kind);
begin
  if image.kind is null or private.stored_version(master_bucket, object_key) is distinct from p_version then
    return false;
  end if;
  update public.tenant_images t set
    object_version = p_version, sha256 = p_image->>'sha256', bytes = (p_image->>'bytes')::bigint,
    width = (p_image->>'width')::integer, height = (p_image->>'height')::integer, updated_at = now()
  where t.owner_id = p_owner and t.kind = p_kind;
  perform private.forget_signed_url(master_bucket, object_key);
  return true;
end $$;
comment on function public.record_tenant_image is
  'What was read back of version p_version. False when another version is stored by now: it has to be read again.';

create function public.show_tenant_image(p_owner uuid, p_kind text, p_version text, p_sha256 text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  image public.tenant_images := private.lock_tenant_image(p_owner, p_kind);
  stored constant text := private.stored_version((private.settings()).public_bucket, private.tenant_image_key(p_owner, p_kind));
begin
  if image.kind is null or not private.is_wanted_in_public(image)
     or image.sha256 <> p_sha256 or stored is distinct from p_version then
    return false;
  end if;
  update public.tenant_images t set public_version = p_version, public_sha256 = p_sha256
  where t.owner_id = p_owner and t.kind = p_kind;
  return true;
end $$;
comment on function public.show_tenant_image is
  'Public pages show the copy that was read back as version p_version. False when it is not wanted, or not that, any more.';

create function public.hide_tenant_image(p_owner uuid, p_kind text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  image public.tenant_images := private.lock_tenant_image(p_owner, p_kind);
begin
  if image.kind is null or private.is_wanted_in_public(image) then return false; end if;
  update public.tenant_images t set public_version = null, public_sha256 = null where t.owner_id = p_owner and t.kind = p_kind;
  return true;
end $$;
comment on function public.hide_tenant_image is
  'No public page shows the logo any more, and none is written: its public copy can go. False when it is wanted after all.';

create function public.start_removing_tenant_image(p_owner uuid, p_kind text) returns void
language sql security definer set search_path = '' set lock_timeout = '3s' as
$$ update public.tenant_images t set removing = true, touched_at = now() where t.owner_id = p_owner and t.kind = p_kind $$;
comment on function public.start_removing_tenant_image is 'Hidden at once, from public pages too. Idempotent.';

create function public.finish_removing_tenant_image(p_owner uuid, p_kind text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  settings constant public.settings := private.settings();
  object_key constant text := private.tenant_image_key(p_owner, p_kind);
  image public.tenant_images := private.lock_tenant_image(p_owner, p_kind);
begin
  if not image.removing or exists (
    select from storage.objects o where o.bucket_id in (settings.master_bucket, settings.public_bucket) and o.name = object_key
  ) then
    return;
  end if;
  delete from public.tenant_images t where t.owner_id = p_owner and t.kind = p_kind;
  perform private.forget_signed_url(settings.master_bucket, object_key);
end $$;
comment on function public.finish_removing_tenant_image is
  'The row goes once no object is left in either bucket. Does nothing when another one was sent in the meantime.';

create function public.set_show_logo(p_owner uuid, p_show boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_any_profile(p_owner);
  update public.profiles p set show_logo = p_show where p.owner_id = p_owner;
end $$;

create function public.get_branding(p_owner uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'show_logo', coalesce((select p.show_logo from public.profiles p where p.owner_id = p_owner), true),
    'images', coalesce((
      select jsonb_agg(jsonb_build_object('kind', t.kind, 'object_key', private.tenant_image_key(t.owner_id, t.kind), 'sha256', t.sha256))
      from public.tenant_images t
      where t.owner_id = p_owner and t.sha256 is not null and not t.removing), '[]'))
$$;

-- Where row and objects stand, for whoever brings them together.
create function private.tenant_image_state(p_image public.tenant_images) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'kind', p_image.kind,
    'object_key', k.object_key,
    'sha256', p_image.sha256,
    'object_version', p_image.object_version,
    'stored_version', private.stored_version(s.master_bucket, k.object_key),
    'public_sha256', p_image.public_sha256,
    'public_version', p_image.public_version,
    'stored_public_version', private.stored_version(s.public_bucket, k.object_key),
    'is_wanted_in_public', private.is_wanted_in_public(p_image),
    'is_removing', p_image.removing,
    'is_idle', p_image.touched_at < now() - interval '2 minutes')
  from public.settings s cross join private.tenant_image_key(p_image.owner_id, p_image.kind) k (object_key)
$$;

create function public.inspect_tenant_images(p_owner uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.tenant_image_state(t) order by t.kind), '[]')
  from public.tenant_images t where t.owner_id = p_owner
$$;

create function public.list_unsettled_branding(p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(distinct unsettled.owner_id), '[]')
  from (
    select t.owner_id from public.tenant_images t cross join private.tenant_image_state(t) state
    where t.removing
      or state->>'stored_version' is distinct from t.object_version
      or t.object_version is null and t.touched_at < now() - interval '2 minutes'
      or state->>'stored_public_version' is distinct from t.public_version
      or case when private.is_wanted_in_public(t) then t.public_sha256 is distinct from t.sha256 else t.public_sha256 is not null end
    order by t.touched_at limit p_limit
  ) unsettled
$$;
comment on function public.list_unsettled_branding is
  'Owners whose logos or avatar are not as their rows want them: something was cut off in the middle.';

create function private.shown_logos(p_owner uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'kind', t.kind, 'object_key', private.tenant_image_key(t.owner_id, t.kind), 'sha256', t.public_sha256,
    'width', t.width, 'height', t.height)), '[]')
  from public.tenant_images t join public.profiles p on p.owner_id = t.owner_id
  where t.owner_id = p_owner and p.show_logo and not t.removing and t.public_sha256 is not null
$$;
comment on function private.shown_logos is 'What a public page of the owner shows at this moment.';

select private.only_service_role(f) from unnest(array[
  'public.begin_tenant_image(uuid, text)',
  'public.record_tenant_image(uuid, text, text, jsonb)',
  'public.show_tenant_image(uuid, text, text, text)',
  'public.hide_tenant_image(uuid, text)',
  'public.start_removing_tenant_image(uuid, text)',
  'public.finish_removing_tenant_image(uuid, text)',
  'public.set_show_logo(uuid, boolean)',
  'public.get_branding(uuid)',
  'public.inspect_tenant_images(uuid)',
  'public.list_unsettled_branding(integer)'
]::regprocedure[]) f;
