-- API tokens: how a script calls the API in somebody's name. Only a hash is kept; the token itself is shown once.

create table public.api_tokens (
  id           uuid primary key default gen_random_uuid(),
  -- A token dies with its account, however that is deleted.
  owner_id     uuid not null references auth.users (id) on delete cascade,
  name         text not null check (char_length(name) between 1 and 100),
  token_hash   text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  hint         text not null check (char_length(hint) = 4),
  scopes       text[] not null check (scopes <@ '{read,upload,publish,delete}' and cardinality(scopes) > 0),
  expires_at   timestamptz,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz
);
comment on table public.api_tokens is 'What lets scripts in. Revoking removes the row; an expired one stays listed for 30 days.';
comment on column public.api_tokens.token_hash is
  'SHA-256 of the token in hex. A token is 256 random bits: there is nothing to guess, so no salt and no slow hash.';
comment on column public.api_tokens.hint is 'The last four characters, to tell tokens apart.';
comment on column public.api_tokens.expires_at is 'Null: never.';
comment on column public.api_tokens.last_used_at is 'To the minute.';
create index api_tokens_by_owner on public.api_tokens (owner_id, created_at desc);

alter table public.api_tokens enable row level security;
revoke all on public.api_tokens from public, anon, authenticated, service_role;
grant select on public.api_tokens to service_role;

create function private.api_token_json(p_token public.api_tokens) returns jsonb
language sql immutable set search_path = '' as
$$ select to_jsonb(p_token) - 'owner_id' - 'token_hash' $$;

create function public.create_api_token(
  p_owner uuid, p_name text, p_token_hash text, p_hint text, p_scopes jsonb, p_expires_in_seconds integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  max_live constant integer := 50;
  token public.api_tokens;
begin
  -- One at a time for one owner, so that parallel requests are counted too.
  perform private.lock_profile(p_owner);
  delete from public.api_tokens t where t.owner_id = p_owner and t.expires_at < now() - interval '30 days';
  if (select count(*) from public.api_tokens t where t.owner_id = p_owner and coalesce(t.expires_at > now(), true)) >= max_live then
    perform private.fail(403, 'limit_exceeded', format('You have %s API tokens. Revoke one that is no longer used.', max_live));
  end if;
  insert into public.api_tokens (owner_id, name, token_hash, hint, scopes, expires_at)
  values (p_owner, p_name, p_token_hash, p_hint, private.text_array(p_scopes), now() + make_interval(secs => p_expires_in_seconds))
  returning * into token;
  return private.api_token_json(token);
end $$;
comment on function public.create_api_token is 'At most 50 live ones for one owner. p_expires_in_seconds null: never.';

create function public.list_api_tokens(p_owner uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.api_token_json(t) order by t.created_at desc, t.id), '[]')
  from public.api_tokens t where t.owner_id = p_owner
$$;
comment on function public.list_api_tokens is 'Newest first, expired ones included.';

create function public.revoke_api_token(p_owner uuid, p_token uuid) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
begin
  delete from public.api_tokens t where t.id = p_token and t.owner_id = p_owner;
  if not found then perform private.fail(404, 'not_found', 'There is no such API token.'); end if;
end $$;
comment on function public.revoke_api_token is 'The next request with the token is refused.';

create function public.use_api_token(p_token_hash text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller jsonb;
begin
  -- Hosted Auth keeps banned and softly deleted users; the embedded one has no such columns.
  select jsonb_build_object('owner_id', t.owner_id, 'email', coalesce(u.email, ''), 'scopes', t.scopes) into caller
  from public.api_tokens t join auth.users u on u.id = t.owner_id
  where t.token_hash = p_token_hash
    and coalesce(t.expires_at > now(), true)
    and coalesce((to_jsonb(u)->>'banned_until')::timestamptz <= now(), true)
    and to_jsonb(u)->>'deleted_at' is null
    and not private.is_deleting(t.owner_id);
  if caller is null then return null; end if;
  -- A read does not become a write with every request, and never waits for another one's.
  update public.api_tokens t set last_used_at = now() where t.id in (
    select due.id from public.api_tokens due
    where due.token_hash = p_token_hash and coalesce(due.last_used_at < now() - interval '1 minute', true)
    for update skip locked);
  return caller;
end $$;
comment on function public.use_api_token is
  'Whose token it is and what it may do: owner_id, email, scopes; null when it is unknown, revoked or expired.';

select private.only_service_role(f) from unnest(array[
  'public.create_api_token(uuid, text, text, text, jsonb, integer)',
  'public.list_api_tokens(uuid)',
  'public.revoke_api_token(uuid, uuid)',
  'public.use_api_token(text)'
]::regprocedure[]) f;
