import postgres, { type Sql } from 'postgres';
import { STORAGE_SQL } from '../../embedded/schema.ts';

/**
 * What a hosted Supabase project has before the first migration, as far as ours can tell: the roles, who owns what,
 * what `postgres` may do, and default privileges that open everything new in `public` to clients.
 * https://github.com/supabase/postgres/tree/develop/migrations/db
 * https://github.com/supabase/storage/tree/master/migrations/tenant (0038, 0050)
 */
const ROLES_SQL = `
create role postgres login nosuperuser createdb createrole replication bypassrls;
alter role postgres set search_path to "$user", public, extensions;
create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator login noinherit;
grant anon, authenticated, service_role to authenticator;
create role supabase_auth_admin noinherit createrole login;
create role supabase_storage_admin noinherit createrole login;
alter role supabase_storage_admin set search_path to storage;
grant create on database postgres to supabase_storage_admin;
grant anon, authenticated, service_role to supabase_storage_admin;

grant usage on schema public to postgres, anon, authenticated, service_role;
grant create on schema public to postgres;
create schema extensions;
grant all on schema extensions to postgres;
grant usage on schema extensions to anon, authenticated, service_role;
create schema auth authorization supabase_admin;
grant usage on schema auth to postgres, anon, authenticated, service_role;
grant all on schema auth to supabase_auth_admin;
create schema storage authorization supabase_admin;
grant usage on schema storage to postgres, anon, authenticated, service_role;
grant all on schema storage to supabase_storage_admin with grant option;
`;

const DEFAULT_PRIVILEGES_SQL = ['postgres', 'supabase_admin']
  .flatMap((owner) =>
    ['tables', 'functions', 'sequences'].map(
      (kind) => `alter default privileges for role ${owner} in schema public
                 grant all on ${kind} to postgres, anon, authenticated, service_role;`,
    ),
  )
  .join('\n');

/** The columns that the migrations read; Auth keeps row level security on. */
const AUTH_SQL = `
set role supabase_auth_admin;
create table auth.users (
  id uuid primary key, email varchar(255), encrypted_password varchar(255), created_at timestamptz default now());
create table auth.sessions (
  id uuid primary key, user_id uuid not null references auth.users (id) on delete cascade);
alter table auth.users enable row level security;
alter table auth.sessions enable row level security;
create function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'))::uuid $$;
reset role;
grant all on all tables in schema auth to postgres;
`;

const STORAGE_PRIVILEGES_SQL = `
create function storage.protect_delete() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('storage.can_delete', true), 'false') <> 'true' then
    raise exception 'Direct deletion from storage tables is not allowed. Use the Storage API instead.' using errcode = '42501';
  end if;
  return null;
end $$;
create trigger protect_objects_delete before delete on storage.objects
  for each statement execute function storage.protect_delete();
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;
grant all on storage.buckets, storage.objects to postgres with grant option;
`;

export type HostedDatabase = {
  /** Address of the database for its unprivileged `postgres`, as `supabase db push` connects. */
  url: string;
  /** A connection for a role; closed by {@link HostedDatabase.close}. */
  connectAs(role: string): Sql;
  close(): Promise<void>;
};

/** Makes the database of a server that nobody used yet look like that of a new hosted project. */
export async function createHostedDatabase(serverUrl: string): Promise<HostedDatabase> {
  const connections: Sql[] = [];
  const urlFor = (role: string) => {
    const url = new URL(serverUrl);
    url.username = role;
    return url.href;
  };
  const connectAs = (role: string) => {
    const sql = postgres(urlFor(role), { onnotice: () => {} });
    connections.push(sql);
    return sql;
  };
  const close = async () => void (await Promise.all(connections.map((sql) => sql.end())));

  // The superuser of a new server is called postgres; here that is the name of a lesser role.
  await connectAs('postgres').unsafe('create role helper superuser login');
  await close();
  await connectAs('helper').unsafe('alter role postgres rename to supabase_admin');
  const admin = connectAs('supabase_admin');
  await admin.unsafe('drop role helper');
  await admin.unsafe(ROLES_SQL + DEFAULT_PRIVILEGES_SQL + AUTH_SQL).simple();
  await admin.unsafe('alter database postgres owner to postgres');
  await connectAs('supabase_storage_admin')
    .unsafe(STORAGE_SQL + STORAGE_PRIVILEGES_SQL)
    .simple();
  return { url: urlFor('postgres'), connectAs, close };
}
