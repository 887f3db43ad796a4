-- Settings of this installation, written by `npm run provision` and read by the functions and the guard below.

-- Helpers and the guard live in a schema that no API exposes.
create schema if not exists private;
revoke all on schema private from public;

create function private.only_service_role(p_function regprocedure) returns void
language plpgsql set search_path = '' as $$
begin
  execute format('revoke all on function %s from public, anon, authenticated', p_function);
  execute format('grant execute on function %s to service_role', p_function);
end $$;
comment on function private.only_service_role is
  'Every function in an exposed schema is closed to clients by name: the defaults of hosted projects open them.';
revoke all on function private.only_service_role from public;

create table public.settings (
  singleton             boolean primary key default true check (singleton),
  master_bucket         text    not null default 'assets',
  public_bucket         text    not null default 'public-assets',
  max_file_bytes        bigint  not null default 10485760 check (max_file_bytes > 0),
  allowed_content_types text[]  not null default '{image/png,image/jpeg,image/webp,image/gif}'
    check (allowed_content_types <@ '{image/png,image/jpeg,image/webp,image/gif}' and cardinality(allowed_content_types) > 0),
  variant_sizes         text[]  not null default '{112x112,56x56}',
  public_cache_seconds  integer not null default 300 check (public_cache_seconds >= 0),
  default_quota_bytes   bigint  not null default 5368709120 check (default_quota_bytes >= 0),
  upload_token_seconds  integer not null default 7200 check (upload_token_seconds > 0),
  sign_up               text    not null default 'open' check (sign_up in ('open', 'invite', 'closed')),
  updated_at            timestamptz not null default now(),
  check (master_bucket <> public_bucket)
);
comment on table public.settings is
  'One row: what this installation accepts and where it keeps it. The app refuses to boot when its environment says otherwise.';
comment on column public.settings.upload_token_seconds is
  'How long an upload URL lives; an upload that has not arrived by then is expired by the janitor.';
comment on column public.settings.sign_up is
  'Who may become an owner: anybody, whoever has an invitation, or nobody new. Owners stay, whatever it says.';

insert into public.settings default values;

create function private.settings() returns public.settings
language sql stable set search_path = '' as
$$ select s from public.settings s $$;

create function public.apply_settings(p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  applied public.settings;
begin
  update public.settings s set
    master_bucket         = coalesce(p_settings->>'master_bucket', s.master_bucket),
    public_bucket         = coalesce(p_settings->>'public_bucket', s.public_bucket),
    max_file_bytes        = coalesce((p_settings->>'max_file_bytes')::bigint, s.max_file_bytes),
    allowed_content_types = coalesce(private.text_array(p_settings->'allowed_content_types'), s.allowed_content_types),
    variant_sizes         = coalesce(private.text_array(p_settings->'variant_sizes'), s.variant_sizes),
    public_cache_seconds  = coalesce((p_settings->>'public_cache_seconds')::integer, s.public_cache_seconds),
    default_quota_bytes   = coalesce((p_settings->>'default_quota_bytes')::bigint, s.default_quota_bytes),
    upload_token_seconds  = coalesce((p_settings->>'upload_token_seconds')::integer, s.upload_token_seconds),
    sign_up               = coalesce(p_settings->>'sign_up', s.sign_up),
    updated_at            = now()
  where s.singleton
  returning * into applied;
  return to_jsonb(applied);
end $$;
comment on function public.apply_settings is
  'Writes the settings row from the environment of the app; missing keys keep their value. Idempotent.';

create function public.get_settings() returns jsonb
language sql stable security definer set search_path = '' as
$$ select to_jsonb(s) from public.settings s $$;

create function private.text_array(p_value jsonb) returns text[]
language sql immutable set search_path = '' as
$$ select array_agg(item order by place) from jsonb_array_elements_text(p_value) with ordinality as t (item, place) $$;
comment on function private.text_array is 'A JSON array of strings as text[]; null for null or an empty array.';

select private.only_service_role('public.apply_settings(jsonb)'),
       private.only_service_role('public.get_settings()');
