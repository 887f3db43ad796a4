-- What the operator of an installation may do (`npm run admin`): look at accounts, set quotas, take things down.

create function private.account_json(p_user auth.users) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'owner_id', p_user.id, 'email', coalesce(p_user.email, ''), 'created_at', p_user.created_at,
    'job_count', (select count(*) from public.jobs j where j.owner_id = p_user.id and not j.deleting),
    'asset_count', count(a.id), 'public_count', count(a.id) filter (where a.status = 'public'),
    'own_quota_bytes', (select p.quota_bytes from public.profiles p where p.owner_id = p_user.id),
    'admission', public.get_admission(p_user.id)
  ) || public.get_usage(p_user.id)
  from public.assets a where a.owner_id = p_user.id and a.status not in ('deleting', 'rejected')
$$;

create function public.list_accounts(p_after uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.account_json(page.u) order by (page.u).id), '[]')
  from (select u from auth.users u where p_after is null or u.id > p_after order by u.id limit p_limit) page
$$;
comment on function public.list_accounts is 'Every user of Auth with what they hold, by id; p_after is the last id seen.';

create function public.find_account(p_email_or_id text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.account_json(u) from auth.users u
  where u.id::text = lower(p_email_or_id) or lower(u.email) = lower(p_email_or_id) limit 1
$$;

create function public.set_quota(p_owner uuid, p_bytes bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_any_profile(p_owner);
  update public.profiles p set quota_bytes = p_bytes where p.owner_id = p_owner;
end $$;
comment on function public.set_quota is 'Null: the default of the settings. What is stored beyond a smaller quota stays.';

create function public.find_any_asset(p_reference text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.asset_json(a) || jsonb_build_object('email', coalesce(u.email, ''))
  from (select p_reference, regexp_replace(p_reference, '_[a-z0-9]+$', '')) r (full_text, stem)
  join public.assets a on a.slug = r.full_text
    or a.id = case when r.full_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.full_text::uuid end
    or a.object_stem in (r.full_text, r.stem) or a.public_stem in (r.full_text, r.stem)
    or a.id in (
      select p.asset_id from public.publications p
      where regexp_replace(p.public_key, '\.[a-z0-9]+$', '') in (r.full_text, r.stem))
  left join auth.users u on u.id = a.owner_id
  where a.status <> 'deleting' limit 1
$$;
comment on function public.find_any_asset is
  'Whoever it belongs to: by its id, the slug of its page, or the key without its extension of one of its files, those of earlier publications included.';

-- The profile is locked as everywhere first: a copy of the image that is declared or published meanwhile waits, and
-- then finds it taken down.
create function private.lock_copies(p_asset uuid) returns setof public.assets
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
declare
  named public.assets;
begin
  select * into named from public.assets a where a.id = p_asset and a.status <> 'deleting';
  if named.id is null then perform private.fail(404, 'not_found', 'There is no such asset.'); end if;
  perform private.lock_any_profile(named.owner_id);
  return query select * from public.assets a
    where a.owner_id = named.owner_id and a.sha256 = named.sha256 and a.status <> 'deleting' order by a.id for update;
end $$;

create function public.take_down_asset(p_asset uuid, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets;
  taken_down jsonb := '[]';
begin
  for asset in select * from private.lock_copies(p_asset) loop
    insert into public.take_downs as t (owner_id, sha256, reason) values (asset.owner_id, asset.sha256, p_reason)
    on conflict (owner_id, sha256) do update set reason = coalesce(excluded.reason, t.reason);
    taken_down := taken_down || private.asset_json(private.stop_showing(asset));
  end loop;
  return taken_down;
end $$;
comment on function public.take_down_asset is
  'Takes it back wherever its owner has it, and lets nobody publish it until allow_asset. Gives all copies. Idempotent; a reason stays when none is given.';

create function public.allow_asset(p_asset uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asset public.assets;
  allowed jsonb := '[]';
begin
  for asset in select * from private.lock_copies(p_asset) loop
    delete from public.take_downs t where t.owner_id = asset.owner_id and t.sha256 = asset.sha256;
    allowed := allowed || private.asset_json(asset);
  end loop;
  return allowed;
end $$;
comment on function public.allow_asset is
  'Its owner may publish it again; nothing becomes public by itself. Gives all copies. Idempotent.';

create function public.suspend_account(p_owner uuid, p_reason text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_any_profile(p_owner);
  update public.profiles p set suspended_at = coalesce(p.suspended_at, now()), suspension_reason = p_reason where p.owner_id = p_owner;
  perform private.turn_galleries_off(p_owner);
end $$;
comment on function public.suspend_account is
  'Nothing of the account is public from here on, and nothing can be added to it; take_back_suspended removes the public files. Idempotent.';

create function public.reinstate_account(p_owner uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_any_profile(p_owner);
  update public.profiles p set suspended_at = null, suspension_reason = null where p.owner_id = p_owner;
end $$;
comment on function public.reinstate_account is 'Nothing becomes public by itself. Idempotent.';

create function private.stop_showing_suspended(p_owner uuid, p_limit integer) returns uuid[]
language plpgsql set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
  asset_ids uuid[] := '{}';
begin
  for asset in
    select a.* from public.assets a
    where a.owner_id in (
        select p.owner_id from public.profiles p where p.suspended_at is not null and (p_owner is null or p.owner_id = p_owner))
      and (a.status in ('publishing', 'public') or a.wanted_visibility = 'public') and a.status <> 'deleting'
    order by a.id limit p_limit for update
  loop
    perform private.stop_showing(asset);
    asset_ids := asset_ids || asset.id;
  end loop;
  return asset_ids;
end $$;

create function public.take_back_suspended(p_limit integer) returns jsonb
language sql volatile security definer set search_path = '' as
$$ select to_jsonb(private.stop_showing_suspended(null, p_limit)) $$;
comment on function public.take_back_suspended is
  'Takes back up to p_limit images of suspended accounts and gives their ids; empty when none is left.';

create function public.advance_suspension(p_owner uuid, p_limit integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.stop_showing_suspended(p_owner, p_limit);
  return jsonb_build_object(
    'due', coalesce((
      select jsonb_agg(due.asset_id) from (
        select l.asset_id from public.leases l join public.assets a on a.id = l.asset_id
        where a.owner_id = p_owner and a.public_key is not null and l.due_at <= now() order by l.due_at limit p_limit) due), '[]'),
    'left', (select count(*) from public.assets a where a.owner_id = p_owner and a.public_key is not null),
    'files', (
      select count(*) from storage.objects o
      where o.bucket_id = (private.settings()).public_bucket and o.name ^@ concat(p_owner, '/')));
end $$;
comment on function public.advance_suspension is
  'Takes back up to p_limit images of a suspended account; gives the ids of those that can be worked on now, how many have public files at all, and how many files of the account are in the public bucket.';

select private.only_service_role(f) from unnest(array[
  'public.list_accounts(uuid, integer)',
  'public.find_account(text)',
  'public.set_quota(uuid, bigint)',
  'public.find_any_asset(text)',
  'public.take_down_asset(uuid, text)',
  'public.allow_asset(uuid)',
  'public.suspend_account(uuid, text)',
  'public.reinstate_account(uuid)',
  'public.take_back_suspended(integer)',
  'public.advance_suspension(uuid, integer)'
]::regprocedure[]) f;
