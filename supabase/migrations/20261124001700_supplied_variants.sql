-- Variants that a caller supplies, beside and in place of those that are made at verification.

create function public.find_asset_by_stem(p_owner uuid, p_job uuid, p_stem text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.asset_json(a) from public.assets a
  where a.owner_id = p_owner and a.job_id = p_job and a.trashed_at is null
    and a.status not in ('deleting', 'rejected', 'lost')
    and regexp_replace(a.name, '\.[^.]*$', '') = p_stem
  order by a.added_no desc limit 1
$$;
comment on function public.find_asset_by_stem is
  'The asset whose name without its extension is p_stem; of several the one added last.';

-- Whether an asset takes a variant of this name now, or the failure that says why not.
create function private.require_takes_variant(p_asset public.assets, p_name text) returns void
language plpgsql set search_path = '' as $$
declare
  max_variants constant integer := 16;
begin
  perform private.require_active(p) from public.profiles p where p.owner_id = p_asset.owner_id;
  if p_asset.trashed_at is not null then
    perform private.fail(409, 'conflict', 'This image is in the trash. Restore it before adding variants.');
  end if;
  if p_asset.status not in ('private', 'publishing', 'public', 'unpublishing') then
    perform private.fail(409, 'asset_not_ready', 'This image is not verified, so it takes no variants.');
  end if;
  if (select count(*) from public.variants v where v.asset_id = p_asset.id and v.name <> p_name) >= max_variants then
    perform private.fail(403, 'limit_exceeded', format('An image has at most %s variants.', max_variants));
  end if;
end $$;

create function public.require_room_for_variant(p_owner uuid, p_asset uuid, p_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets := private.lock_asset(p_owner, p_asset);
begin
  perform private.require_takes_variant(asset, p_name);
  return private.asset_json(asset);
end $$;
comment on function public.require_room_for_variant is 'Before the bytes of a variant are stored: whether the asset takes it.';

create function public.set_variant(p_owner uuid, p_asset uuid, p_variant jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  settings public.settings := private.settings();
  asset public.assets := private.lock_asset(p_owner, p_asset);
  old_variant public.variants;
  variant public.variants;
  old_key text;
  variant_key text;
begin
  perform private.require_takes_variant(asset, p_variant->>'name');
  select * into old_variant from public.variants v where v.asset_id = p_asset and v.name = p_variant->>'name';
  insert into public.variants as known (asset_id, owner_id, name, content_type, extension, width, height, bytes)
  values (p_asset, p_owner, p_variant->>'name', p_variant->>'content_type', private.extension_of(p_variant->>'content_type'),
    (p_variant->>'width')::integer, (p_variant->>'height')::integer, (p_variant->>'bytes')::bigint)
  on conflict (asset_id, name) do update set
    content_type = excluded.content_type, extension = excluded.extension,
    width = excluded.width, height = excluded.height, bytes = excluded.bytes
  returning * into variant;

  variant_key := private.variant_key(asset.object_stem, variant);
  old_key := private.variant_key(asset.object_stem, old_variant);
  -- Another request may have written in between: the length is the one of what is stored.
  update public.variants v set bytes = (o.metadata->>'size')::bigint from storage.objects o
  where v.asset_id = p_asset and v.name = variant.name and o.bucket_id = settings.master_bucket and o.name = variant_key;
  if not found then raise exception 'the variant % is not stored', variant_key; end if;
  -- A new address, so that no cache answers with the old picture.
  delete from public.signed_urls u where u.bucket = settings.master_bucket and u.object_key in (variant_key, old_key);

  if asset.status in ('publishing', 'public') then
    perform private.start_taking_back(asset);
    update public.assets a set wanted_visibility = 'public' where a.id = p_asset returning * into asset;
  end if;
  return jsonb_build_object('asset', private.asset_json(asset), 'replaced_key', case when old_key <> variant_key then old_key end);
end $$;
comment on function public.set_variant is
  'Records a stored variant. Gives the asset, and the key of a replaced file of another type. One that is public, or on its way there, is published anew, so that what is public has all its variants as they are now.';

select private.only_service_role(f) from unnest(array[
  'public.find_asset_by_stem(uuid, uuid, text)',
  'public.require_room_for_variant(uuid, uuid, text)',
  'public.set_variant(uuid, uuid, jsonb)'
]::regprocedure[]) f;
