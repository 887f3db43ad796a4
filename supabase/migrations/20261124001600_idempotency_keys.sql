-- Idempotency-Key (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header): a caller who does
-- not know whether a request was carried out sends it again under the same key, and nothing is made twice.

create table public.idempotency_keys (
  owner_id     uuid not null references public.profiles (owner_id) on delete cascade,
  key          text not null check (key ~ '^[\x20-\x7e]{1,255}$'),
  fingerprint  text not null,
  resource_id  uuid not null default gen_random_uuid(),
  locked_until timestamptz not null,
  status       integer,
  body         jsonb,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (owner_id, key)
);
comment on table public.idempotency_keys is 'Requests that create, by the key of their caller, for 24 hours.';
comment on column public.idempotency_keys.fingerprint is 'SHA-256 of what was asked for: another request under the same key is refused.';
comment on column public.idempotency_keys.resource_id is
  'The id that the request gives to what it creates. Reserved before anything is created, so that a crash in between, or two tries at once, create one thing.';
comment on column public.idempotency_keys.locked_until is 'Another try waits for the first one until then; whoever worked on it may have died.';
comment on column public.idempotency_keys.status is 'HTTP status of the success; null before. Failures are not kept.';
comment on column public.idempotency_keys.body is 'The answer, where repeating the work would not give the same. Never an upload token or a signed address.';
create index idempotency_keys_by_age on public.idempotency_keys (created_at);

alter table public.idempotency_keys enable row level security;
revoke all on public.idempotency_keys from public, anon, authenticated, service_role;
grant select on public.idempotency_keys to service_role;

create function private.idempotency_key_life() returns interval
language sql immutable set search_path = '' as
$$ select interval '24 hours' $$;

create function public.begin_idempotent_request(p_owner uuid, p_key text, p_fingerprint text, p_lock_seconds integer) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  lock_end constant timestamptz := clock_timestamp() + make_interval(secs => p_lock_seconds);
  known public.idempotency_keys;
  begun public.idempotency_keys;
begin
  perform private.admit(p_owner);
  insert into public.idempotency_keys (owner_id, key, fingerprint, locked_until)
  values (p_owner, p_key, p_fingerprint, lock_end)
  on conflict do nothing returning * into begun;

  if begun.owner_id is null then
    select * into known from public.idempotency_keys k where k.owner_id = p_owner and k.key = p_key for update;
    if known.owner_id is null then
      perform private.fail(409, 'conflict', 'A request with this Idempotency-Key has just ended. Send it again.');
    elsif known.created_at < clock_timestamp() - private.idempotency_key_life() then
      update public.idempotency_keys k
      set fingerprint = p_fingerprint, resource_id = gen_random_uuid(), locked_until = lock_end,
          status = null, body = null, created_at = clock_timestamp()
      where k.owner_id = p_owner and k.key = p_key returning * into begun;
    elsif known.status is not null or known.locked_until > clock_timestamp() then
      if known.fingerprint <> p_fingerprint then
        perform private.fail(422, 'validation_failed', 'This Idempotency-Key belongs to a different request. Use a new key for each thing to create.');
      elsif known.status is null then
        perform private.fail(409, 'conflict', 'The first request with this Idempotency-Key is still being carried out.');
      end if;
      begun := known;
    else
      -- It failed, or its worker died. The same request goes on with the id it had, since something may exist under it.
      update public.idempotency_keys k
      set locked_until = lock_end, fingerprint = p_fingerprint,
          resource_id = case when k.fingerprint = p_fingerprint then k.resource_id else gen_random_uuid() end
      where k.owner_id = p_owner and k.key = p_key returning * into begun;
    end if;
  end if;
  return jsonb_build_object('resource_id', begun.resource_id, 'status', begun.status, 'body', begun.body);
end $$;
comment on function public.begin_idempotent_request is
  'The id to create under, and the status and body of an earlier success. Fails with conflict while the first request runs, and with validation_failed for a different request.';

create function public.finish_idempotent_request(p_owner uuid, p_key text, p_resource uuid, p_status integer, p_body jsonb) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  answer jsonb;
begin
  update public.idempotency_keys k set status = p_status, body = p_body
  where k.owner_id = p_owner and k.key = p_key and k.resource_id = p_resource and k.status is null;
  select jsonb_build_object('status', k.status, 'body', k.body) into answer
  from public.idempotency_keys k where k.owner_id = p_owner and k.key = p_key and k.resource_id = p_resource;
  return coalesce(answer, jsonb_build_object('status', p_status, 'body', p_body));
end $$;
comment on function public.finish_idempotent_request is 'Keeps the answer and gives the one that stands: of two tries that both came through, the first one''s.';

create function public.release_idempotent_request(p_owner uuid, p_key text, p_resource uuid) returns void
language sql security definer set search_path = '' set lock_timeout = '3s' as $$
  update public.idempotency_keys k set locked_until = clock_timestamp()
  where k.owner_id = p_owner and k.key = p_key and k.resource_id = p_resource and k.status is null
$$;
comment on function public.release_idempotent_request is 'The request failed: its key is free, for another request too.';

create function public.expire_idempotency_keys(p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  expired integer;
begin
  delete from public.idempotency_keys k where (k.owner_id, k.key) in (
    select o.owner_id, o.key from public.idempotency_keys o
    where o.created_at < clock_timestamp() - private.idempotency_key_life()
    order by o.created_at limit p_limit for update skip locked);
  get diagnostics expired = row_count;
  return expired;
end $$;

select private.only_service_role(f) from unnest(array[
  'public.begin_idempotent_request(uuid, text, text, integer)',
  'public.finish_idempotent_request(uuid, text, uuid, integer, jsonb)',
  'public.release_idempotent_request(uuid, text, uuid)',
  'public.expire_idempotency_keys(integer)'
]::regprocedure[]) f;
