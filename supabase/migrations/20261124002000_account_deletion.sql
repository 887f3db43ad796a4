-- Deleting an account. From the request on nothing of it can be seen or changed; the files go one by one, and the rows
-- and the user with the last of them. A row of account_deletions drives it on after a crash anywhere.

create table public.account_deletions (
  owner_id     uuid primary key references public.profiles (owner_id),
  requested_at timestamptz not null default now(),
  due_at       timestamptz not null default now(),
  attempts     integer not null default 0,
  last_error   text
);
comment on table public.account_deletions is 'The outbox of accounts: one row for every account that is being deleted.';
create index account_deletions_by_due on public.account_deletions (due_at);

alter table public.account_deletions enable row level security;
revoke all on public.account_deletions from public, anon, authenticated, service_role;
grant select on public.account_deletions to service_role;

create function public.request_account_deletion(p_owner uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Nobody needs to be admitted in order to leave.
  perform private.require_user(p_owner);
  insert into public.profiles (owner_id) values (p_owner) on conflict do nothing;
  perform private.lock_any_profile(p_owner);
  update public.profiles p set deleting_at = coalesce(p.deleting_at, now()) where p.owner_id = p_owner;
  insert into public.account_deletions (owner_id) values (p_owner) on conflict do nothing;
  perform from public.jobs j where j.owner_id = p_owner order by j.id for update;
  update public.jobs j
  set deleting = true, trashed_at = coalesce(j.trashed_at, now()), gallery_on = false, updated_at = now()
  where j.owner_id = p_owner and not j.deleting;
  update public.tenant_images t set removing = true, public_version = null, public_sha256 = null, touched_at = now()
  where t.owner_id = p_owner;
  -- Ends every session, on other devices too.
  delete from auth.sessions s where s.user_id = p_owner;
end $$;
comment on function public.request_account_deletion is
  'Cannot be undone: from here on nothing of the owner is there for anybody. Idempotent.';

create function public.advance_account_deletion(p_owner uuid, p_limit integer) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
begin
  if not private.is_deleting(p_owner) then return jsonb_build_object('due', '[]'::jsonb, 'left', 0); end if;
  for asset in
    select * from public.assets a where a.owner_id = p_owner and a.status <> 'deleting' order by a.id limit p_limit for update
  loop
    perform private.start_deletion(asset);
  end loop;
  return jsonb_build_object(
    'due', coalesce((
      select jsonb_agg(due.asset_id) from (
        select l.asset_id from public.leases l join public.assets a on a.id = l.asset_id
        where a.owner_id = p_owner and l.due_at <= now() order by l.due_at limit p_limit) due), '[]'),
    'left', (select count(*) from public.assets a where a.owner_id = p_owner));
end $$;
comment on function public.advance_account_deletion is
  'Sends up to p_limit assets to deletion; gives the ids of those that can be worked on now, and how many are left at all.';

create function public.list_account_objects(p_owner uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('bucket', found.bucket_id, 'key', found.name)), '[]')
  from (
    select o.bucket_id, o.name from storage.objects o cross join public.settings s
    where o.bucket_id in (s.master_bucket, s.public_bucket) and o.name ^@ concat(p_owner, '/')
    order by o.bucket_id, o.name limit p_limit
  ) found
$$;
comment on function public.list_account_objects is 'Whatever is stored below the owner''s folder, in both buckets.';

create function public.finish_account_deletion(p_owner uuid) returns boolean
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  profile public.profiles;
  owned_table text;
begin
  select * into profile from public.profiles p where p.owner_id = p_owner for update;
  if profile.deleting_at is null or exists (select from public.assets a where a.owner_id = p_owner) then return false; end if;
  if public.list_account_objects(p_owner, 1) <> '[]' then
    raise exception 'files of the account % are still stored', p_owner;
  end if;
  -- Every table that says whose its rows are, those of later migrations included; the profile is what others refer to.
  for owned_table in
    select c.relname from pg_catalog.pg_class c join pg_catalog.pg_attribute t on t.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'profiles'
      and t.attname = 'owner_id' and not t.attisdropped
    order by c.relname
  loop
    execute format('delete from public.%I where owner_id = $1', owned_table) using p_owner;
  end loop;
  delete from public.signed_urls u where u.object_key ^@ concat(p_owner, '/');
  delete from public.profiles p where p.owner_id = p_owner;
  -- Sessions, refresh tokens and identities go with the user.
  delete from auth.users u where u.id = p_owner;
  return true;
end $$;
comment on function public.finish_account_deletion is
  'Once no asset and no file is left: every row of the owner goes, and the user of Auth. False when it is too early, or done.';

create function public.postpone_account_deletion(p_owner uuid, p_error text) returns void
language sql security definer set search_path = '' set lock_timeout = '3s' as $$
  update public.account_deletions d
  set attempts = d.attempts + 1, due_at = now() + make_interval(secs => least(2 ^ d.attempts, 300)), last_error = left(p_error, 500)
  where d.owner_id = p_owner
$$;
comment on function public.postpone_account_deletion is 'What failed for now is due again later, with growing pauses up to five minutes.';

create function public.list_due_account_deletions(p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(due.owner_id order by due.due_at), '[]')
  from (select d.owner_id, d.due_at from public.account_deletions d where d.due_at <= now() order by d.due_at limit p_limit) due
$$;

select private.only_service_role(f) from unnest(array[
  'public.request_account_deletion(uuid)',
  'public.advance_account_deletion(uuid, integer)',
  'public.list_account_objects(uuid, integer)',
  'public.finish_account_deletion(uuid)',
  'public.postpone_account_deletion(uuid, text)',
  'public.list_due_account_deletions(integer)'
]::regprocedure[]) f;
