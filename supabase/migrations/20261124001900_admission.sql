-- Admission. Whoever has the public key of the project can make an Auth user past the app; the profile is what lets
-- them own anything here, and only the functions below make one.

create table public.invitations (
  id         uuid primary key default gen_random_uuid(),
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  note       text check (char_length(note) between 1 and 200),
  created_by uuid references public.profiles (owner_id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  used_by    uuid references public.profiles (owner_id) on delete set null
);
comment on table public.invitations is 'Links that admit one person each while sign-up is by invitation. A revoked one is gone.';
comment on column public.invitations.token_hash is 'SHA-256 of the token, in hex; the token itself is shown once and kept nowhere.';
comment on column public.invitations.created_by is 'Null: the operator.';
create index invitations_by_creator on public.invitations (created_by, created_at desc);
create index invitations_by_guest on public.invitations (used_by);

alter table public.invitations enable row level security;
revoke all on public.invitations from public, anon, authenticated, service_role;
grant select on public.invitations to service_role;

-- An access token may outlive its account: it makes no new one. The user stays until the transaction ends.
create function private.require_user(p_owner uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from auth.users u where u.id = p_owner for key share;
  if not found then perform private.fail(401, 'unauthenticated', 'There is no such account any more.'); end if;
end $$;

create function private.admit(p_owner uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if exists (select from public.profiles p where p.owner_id = p_owner) then return; end if;
  perform private.require_user(p_owner);
  case (private.settings()).sign_up
    when 'open' then insert into public.profiles (owner_id) values (p_owner) on conflict do nothing;
    when 'invite' then perform private.fail(403, 'forbidden', 'New accounts need an invitation here.');
    else perform private.fail(403, 'forbidden', 'New accounts are not open here.');
  end case;
end $$;
comment on function private.admit is 'The only way to a profile without an invitation: the first use, while sign-up is open.';

create function public.get_admission(p_owner uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when s.sign_up = 'open' or exists (select from public.profiles p where p.owner_id = p_owner) then 'admitted'
    when s.sign_up = 'invite' then 'needs_invitation'
    else 'refused' end
  from public.settings s
$$;
comment on function public.get_admission is 'What private.admit would say: admitted, needs_invitation or refused.';

-- Fails with what is wrong with an invitation, in words for the guest.
create function private.require_open_invitation(p_invitation public.invitations) returns void
language plpgsql stable set search_path = '' as $$
begin
  if (private.settings()).sign_up <> 'invite' then
    perform private.fail(403, 'forbidden', 'Invitations do not count here at the moment.');
  elsif p_invitation.id is null then
    perform private.fail(404, 'not_found', 'This invitation is not valid. It may have been revoked: ask for a new link.');
  elsif p_invitation.used_at is not null then
    perform private.fail(409, 'conflict', 'This invitation has been used. Ask for a new link.');
  elsif p_invitation.expires_at <= now() then
    perform private.fail(409, 'conflict', 'This invitation has expired. Ask for a new link.');
  end if;
end $$;

create function public.check_invitation(p_token_hash text) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  invitation public.invitations;
begin
  select * into invitation from public.invitations i where i.token_hash = p_token_hash;
  perform private.require_open_invitation(invitation);
end $$;
comment on function public.check_invitation is 'Says before an account is made what redeem_invitation would say; promises nothing.';

create function public.redeem_invitation(p_owner uuid, p_token_hash text) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  invitation public.invitations;
begin
  -- Whoever comes second waits here and then finds it used.
  select * into invitation from public.invitations i where i.token_hash = p_token_hash for update;
  if exists (select from public.profiles p where p.owner_id = p_owner) then return; end if;
  perform private.require_open_invitation(invitation);
  perform private.require_user(p_owner);
  insert into public.profiles (owner_id) values (p_owner) on conflict do nothing;
  if not found then return; end if;
  update public.invitations i set used_at = now(), used_by = p_owner where i.id = invitation.id;
end $$;
comment on function public.redeem_invitation is
  'Admits the owner and uses the invitation up, both or neither. Who is admitted already keeps it unused. Idempotent.';

create function public.create_invitation(p_created_by uuid, p_token_hash text, p_note text, p_seconds integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  max_open constant integer := 20;
  invitation public.invitations;
begin
  if (private.settings()).sign_up <> 'invite' then
    perform private.fail(403, 'forbidden', 'Invitations count only while SIGN_UP is "invite".');
  end if;
  if p_created_by is not null then
    perform private.lock_profile(p_created_by);
    delete from public.invitations i where i.created_by = p_created_by and i.used_at is null and i.expires_at <= now();
    if (select count(*) from public.invitations i where i.created_by = p_created_by and i.used_at is null) >= max_open then
      perform private.fail(403, 'limit_exceeded', format('You have %s open invitations. Revoke one to make another.', max_open));
    end if;
  end if;
  insert into public.invitations (token_hash, note, created_by, expires_at)
  values (p_token_hash, p_note, p_created_by, now() + make_interval(secs => p_seconds))
  returning * into invitation;
  return to_jsonb(invitation) - 'token_hash';
end $$;
comment on function public.create_invitation is 'By an owner, who has at most 20 open ones, or by the operator (p_created_by null).';

create function public.list_invitations(p_created_by uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(i) - 'token_hash' order by i.created_at desc, i.id), '[]')
  from public.invitations i
  where i.created_by is not distinct from p_created_by and i.used_at is null and i.expires_at > now()
$$;
comment on function public.list_invitations is 'Those that are still open, newest first; of the operator when p_created_by is null.';

create function public.revoke_invitation(p_created_by uuid, p_invitation uuid) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  invitation public.invitations;
begin
  select * into invitation from public.invitations i
  where i.id = p_invitation and i.created_by is not distinct from p_created_by for update;
  if invitation.id is null then perform private.fail(404, 'not_found', 'There is no such invitation.'); end if;
  if invitation.used_at is not null then
    perform private.fail(409, 'conflict', 'This invitation has been used already.');
  end if;
  delete from public.invitations i where i.id = p_invitation;
end $$;

select private.only_service_role(f) from unnest(array[
  'public.get_admission(uuid)',
  'public.check_invitation(text)',
  'public.redeem_invitation(uuid, text)',
  'public.create_invitation(uuid, text, text, integer)',
  'public.list_invitations(uuid)',
  'public.revoke_invitation(uuid, uuid)'
]::regprocedure[]) f;
