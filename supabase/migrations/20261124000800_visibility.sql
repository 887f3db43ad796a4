-- Publishing and taking back. Add before flip, flip before remove; going private, hide first.

-- Why an asset may not be published, in words; null when it may.
create function private.publication_refusal(p_asset public.assets) returns text
language sql stable set search_path = '' as $$
  select case
    when t.owner_id is not null then
      'The operator took this image down, so it cannot be published.' || coalesce(' The reason: ' || t.reason, '')
    when p.deleting_at is not null then 'This account is being deleted.'
    when p.suspended_at is not null then private.suspension_message(p) end
  from public.profiles p left join public.take_downs t on t.owner_id = p.owner_id and t.sha256 = p_asset.sha256
  where p.owner_id = p_asset.owner_id
$$;

-- What an asset does when its work is done: follows the last intent, or rests without a lease.
create function private.settle(p_asset public.assets) returns public.assets
language plpgsql set search_path = '' as $$
begin
  if p_asset.status = 'private' and p_asset.wanted_visibility = 'public' and p_asset.trashed_at is null
     and private.publication_refusal(p_asset) is null then
    return private.start_publication(p_asset);
  end if;
  delete from public.leases l where l.asset_id = p_asset.id;
  return p_asset;
end $$;

-- A publication never uses the file names of an earlier one, so that no old link revives.
create function private.start_publication(p_asset public.assets) returns public.assets
language plpgsql set search_path = '' as $$
declare
  asset public.assets := p_asset;
begin
  update public.assets a set
    -- Checked with the status below: both change before the row is seen.
    status = 'publishing',
    public_key = concat(a.owner_id, '/', a.job_id, '/', gen_random_uuid(), '.', private.extension_of(a.content_type)),
    slug = coalesce(a.slug, private.random_slug()),
    wanted_visibility = 'public', problem_code = null, problem_message = null
  where a.id = asset.id returning * into asset;
  return private.start_work(asset, 'publishing');
end $$;

create function private.start_taking_back(p_asset public.assets) returns public.assets
language plpgsql set search_path = '' as $$
begin
  update public.assets a set wanted_visibility = 'private' where a.id = p_asset.id;
  update public.publications p set taken_back_at = now() where p.public_key = p_asset.public_key and p.taken_back_at is null;
  return private.start_work(p_asset, 'unpublishing');
end $$;

-- The wish to be private, whatever is under way.
create function private.stop_showing(p_asset public.assets) returns public.assets
language plpgsql set search_path = '' as $$
declare
  asset public.assets := p_asset;
begin
  if asset.status in ('publishing', 'public') then return private.start_taking_back(asset); end if;
  if asset.wanted_visibility <> 'private' then
    update public.assets a set wanted_visibility = 'private' where a.id = asset.id returning * into asset;
  end if;
  return asset;
end $$;

create function private.require_bytes(asset public.assets, p_consequence text) returns void
language plpgsql set search_path = '' as $$
begin
  if asset.status in ('awaiting_upload', 'rejected', 'lost') then
    perform private.fail(409, 'asset_not_ready', case asset.status
      when 'rejected' then format('This image was refused, so %s.', p_consequence)
      when 'lost' then format('The original of this image is missing, so %s.', p_consequence)
      else 'The bytes of this image have not arrived yet.' end);
  end if;
end $$;
comment on function private.require_bytes is
  'Refuses what has no bytes that passed or can pass verification; p_consequence says what that makes impossible.';

create function public.request_visibility(p_owner uuid, p_asset uuid, p_visibility text, p_keep_metadata boolean) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
  refusal text;
begin
  -- An operator who takes the account or the image down comes either before this or after it.
  if p_visibility = 'public' then perform from public.profiles p where p.owner_id = p_owner for share; end if;
  asset := private.lock_asset(p_owner, p_asset);
  if asset.trashed_at is not null then
    perform private.fail(409, 'conflict', 'This image is in the trash. Restore it before publishing it.');
  end if;
  if p_visibility = 'public' then
    refusal := private.publication_refusal(asset);
    if refusal is not null then perform private.fail(403, 'forbidden', refusal); end if;
  end if;
  if asset.status = 'verifying' then
    -- Published as soon as it is found to be sound.
    update public.assets a set keep_metadata = p_keep_metadata, wanted_visibility = p_visibility
    where a.id = p_asset returning * into asset;
    return private.asset_json(asset);
  end if;
  perform private.require_bytes(asset, 'it cannot be published');

  if p_visibility = 'public' then
    if asset.status in ('private', 'unpublishing') then
      update public.assets a set keep_metadata = p_keep_metadata, wanted_visibility = 'public'
      where a.id = p_asset returning * into asset;
    end if;
    if asset.status = 'private' then asset := private.start_publication(asset); end if;
  else
    asset := private.stop_showing(asset);
  end if;
  return private.asset_json(asset);
end $$;
comment on function public.request_visibility is
  'Absolute, so repeating is harmless; the last intent wins. A change of mind during taking back is kept for afterwards.';

create function public.finish_publication(p_asset uuid, p_generation bigint, p_token uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  settings public.settings := private.settings();
  asset public.assets := private.lock_for_worker(p_asset, 'publishing', p_generation, p_token);
  missing text[];
begin
  if asset.id is null then return null; end if;
  select array_agg(k) into missing from unnest(private.file_keys(p_asset, asset.public_key, asset.public_stem)) k
  where not exists (select from storage.objects o where o.bucket_id = settings.public_bucket and o.name = k);
  if missing is not null then
    raise exception 'publication of % lacks files: %', p_asset, missing;
  end if;
  update public.assets a set status = 'public', published_at = now() where a.id = p_asset returning * into asset;
  insert into public.publications (asset_id, owner_id, public_key) values (p_asset, asset.owner_id, asset.public_key);
  return private.asset_json(private.settle(asset));
end $$;
comment on function public.finish_publication is
  'publishing to public, in the transaction that sees every file stored. Null when the caller is late.';

create function public.fail_publication(p_asset uuid, p_generation bigint, p_token uuid, p_lost boolean, p_message text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets := private.lock_for_worker(p_asset, 'publishing', p_generation, p_token);
begin
  if asset.id is null then return null; end if;
  update public.assets a
  set problem_code = case when p_lost then 'lost' else 'publication_failed' end, problem_message = p_message
  where a.id = p_asset returning * into asset;
  return private.asset_json(private.start_taking_back(asset));
end $$;
comment on function public.fail_publication is 'publishing to unpublishing, and from there to private, or to lost.';

create function public.finish_taking_back(p_asset uuid, p_generation bigint, p_token uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets := private.lock_for_worker(p_asset, 'unpublishing', p_generation, p_token);
begin
  if asset.id is null then return null; end if;
  perform private.require_no_files((private.settings()).public_bucket, asset.public_stem);
  update public.publications p set origin_gone_at = now(), next_check_at = now() where p.public_key = asset.public_key;
  update public.assets a
  set status = case when a.problem_code = 'lost' then 'lost' else 'private' end, public_key = null, published_at = null
  where a.id = p_asset returning * into asset;
  return private.asset_json(private.settle(asset));
end $$;
comment on function public.finish_taking_back is
  'unpublishing to private, once the origin has no file of the publication. Publishes again if that is wanted by now.';

create function public.record_edge_check(p_publication uuid, p_edge text, p_cached_until timestamptz, p_next_check_at timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.publications p
  set edge = p_edge, cached_until = p_cached_until, next_check_at = p_next_check_at
  where p.id = p_publication
$$;
comment on function public.record_edge_check is 'What the public address answers after taking back; p_next_check_at is null once it is dead.';

create function public.list_edge_checks(p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(due) order by due.next_check_at), '[]')
  from (select p.* from public.publications p where p.next_check_at <= now() order by p.next_check_at limit p_limit) due
$$;

select private.only_service_role(f) from unnest(array[
  'public.request_visibility(uuid, uuid, text, boolean)',
  'public.finish_publication(uuid, bigint, uuid)',
  'public.fail_publication(uuid, bigint, uuid, boolean, text)',
  'public.finish_taking_back(uuid, bigint, uuid)',
  'public.record_edge_check(uuid, text, timestamptz, timestamptz)',
  'public.list_edge_checks(integer)'
]::regprocedure[]) f;
