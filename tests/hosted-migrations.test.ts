import { readdirSync } from 'node:fs';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgres } from '../embedded/database.ts';
import { applyMigrations } from '../embedded/migrations.ts';
import { findPostgres } from '../scripts/launch/find-postgres.mjs';
import { MIGRATIONS_DIR } from '../scripts/launch/paths.mjs';
import { createHostedDatabase, type HostedDatabase } from './support/hosted-database.ts';
import { hasSupabaseCli, pushMigrations } from './support/push-migrations.ts';
import { startPostgres } from './support/start-postgres.ts';

const OWNER = '7d0c9a3e-5b0d-4c1c-9a53-0f4f6f1b2a10';
const JOB = '0b1f6d0e-9d5e-4a51-8f0e-6f2f4f1c3d20';
const programs = findPostgres();
if (!programs)
  console.warn('Skipped: what hosted Supabase makes of the migrations; no PostgreSQL server is installed.');
const hasCli = programs !== null && hasSupabaseCli();
if (programs && !hasCli) console.warn('Skipped: the Supabase CLI; it is not here and cannot be fetched.');

let stopServer: (() => Promise<void>) | undefined;
let hosted: HostedDatabase;
let pushed = '';
let sql: Sql;

/** To a new database, by `supabase db push`: as `postgres`, who owns nothing of Auth and Storage. */
beforeAll(async () => {
  if (!programs) return;
  const server = await startPostgres(programs);
  stopServer = server.stop;
  hosted = await createHostedDatabase(server.url);
  if (hasCli) pushed = pushMigrations(hosted.url);
  else {
    const database = await openPostgres(hosted.url);
    await applyMigrations(database, MIGRATIONS_DIR).finally(() => database.close());
  }
  sql = hosted.connectAs('postgres');
  await hosted.connectAs('supabase_storage_admin')`
    insert into storage.buckets (id, name, public) values ('assets', 'assets', false), ('public-assets', 'public-assets', true)`;
});
afterAll(async () => {
  await hosted?.close();
  await stopServer?.();
});

const check = async () => (await sql`select public.check_installation() as problems`)[0]?.problems;

/** As Storage writes: its own role, which takes on the caller's within the transaction. */
const writeObject = (name: string, role?: string) =>
  hosted.connectAs('supabase_storage_admin').begin(async (tx) => {
    if (role) await tx.unsafe("select set_config('role', $1, true)", [role]);
    await tx.unsafe(
      `insert into storage.objects (bucket_id, name, metadata) values ('assets', $1, '{"size": 4, "mimetype": "image/png"}')`,
      [name],
    );
  });

/** Runs statements as the superuser, and takes all of it back. */
async function problemsAfter(change: string): Promise<string[]> {
  const undo = new Error('undo');
  let problems: string[] = [];
  await hosted
    .connectAs('supabase_admin')
    .begin(async (tx) => {
      await tx.unsafe(change);
      problems = (await tx.unsafe('select public.check_installation() as problems'))[0]?.problems;
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  return problems;
}

describe.skipIf(!programs)('a hosted project', () => {
  test('takes all migrations from a role that is no superuser and owns nothing of Auth and Storage', async () => {
    expect(await sql`select rolsuper from pg_roles where rolname = current_user`).toEqual([{ rolsuper: false }]);
    expect(
      await sql`select o.relname, pg_get_userbyid(o.relowner) as owner from pg_class o
                where o.oid in ('storage.objects'::regclass, 'auth.users'::regclass) order by 1`,
    ).toEqual([
      { relname: 'objects', owner: 'supabase_storage_admin' },
      { relname: 'users', owner: 'supabase_auth_admin' },
    ]);
    expect(await check()).toEqual([]);
  });

  test.skipIf(!hasCli)('has them from `supabase db push`, which reads config.toml without a warning', async () => {
    expect(pushed).not.toContain('WARN');
    const history =
      await sql`select version || '_' || name || '.sql' as file from supabase_migrations.schema_migrations order by 1`;
    expect(history.map(({ file }) => file)).toEqual(readdirSync(MIGRATIONS_DIR).sort());
    expect(pushMigrations(hosted.url)).toContain('up to date');
  });

  test('has row level security on every table of ours', async () => {
    const open = await sql`select oid::regclass::text from pg_class
                           where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity`;
    expect([...open]).toEqual([]);
  });

  test('has no policy that lets everybody in, and none that lets clients write', async () => {
    const policies = await sql`
      select tablename, cmd, coalesce(qual, '') || coalesce(with_check, '') as condition from pg_policies
      where schemaname in ('public', 'storage')`;
    expect(policies.length).toBeGreaterThan(3);
    for (const { tablename, cmd, condition } of policies) {
      expect([cmd, condition], tablename).toEqual(['SELECT', expect.stringContaining('auth.uid()')]);
    }
  });

  test('has every function look names up where it says, definer or not', async () => {
    const functions = await sql`
      select p.oid::regprocedure::text as name, p.prosecdef, coalesce(array_to_string(p.proconfig, ','), '') as config
      from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)`;
    expect(functions.filter(({ prosecdef }) => prosecdef).length).toBeGreaterThan(50);
    for (const { name, config } of functions) expect(config, name).toMatch(/search_path=(""|,|$)/);
  });

  test('gives clients nothing but reading their own rows, whatever the defaults of the project', async () => {
    const grants = await sql`
      select a.grantee::regrole::text || ' ' || lower(a.privilege_type) || ' ' || c.oid::regclass as allowed
      from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = 'public'::regnamespace and (a.grantee = 0 or a.grantee::regrole::text in ('anon', 'authenticated'))
      order by 1`;
    expect(grants.map(({ allowed }) => allowed)).toEqual(
      ['assets', 'jobs', 'profiles', 'publications', 'variants'].map((table) => `authenticated select ${table}`),
    );
    const writable = await sql`
      select c.oid::regclass::text as name from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = 'public'::regnamespace and a.grantee = 'service_role'::regrole and a.privilege_type <> 'SELECT'`;
    expect([...writable]).toEqual([]);
  });

  test('lets service_role alone call functions, and nobody the private ones', async () => {
    const callable = (role: string, schema: string) =>
      sql`select p.oid::regprocedure::text as name from pg_proc p
          where p.pronamespace = ${schema}::regnamespace and has_function_privilege(${role}, p.oid, 'execute')`;
    const all = await sql`select oid from pg_proc where pronamespace = 'public'::regnamespace`;
    expect((await callable('service_role', 'public')).length).toBe(all.length);
    for (const role of ['anon', 'authenticated']) expect([...(await callable(role, 'public'))], role).toEqual([]);
    for (const role of ['anon', 'authenticated', 'service_role']) {
      expect([...(await callable(role, 'private'))], role).toEqual([]);
      expect(await sql`select has_schema_privilege(${role}, 'private', 'usage') as may`).toEqual([{ may: false }]);
    }
  });

  test('refuses every object without a row, from Storage itself too, and takes one that has its row', async () => {
    const stray = `${OWNER}/${OWNER}/${OWNER}.png`;
    for (const role of [undefined, 'service_role', 'authenticated', 'anon']) {
      await expect(writeObject(stray, role), role).rejects.toMatchObject({ code: '42501', message: /^guard: / });
    }
    await hosted.connectAs(
      'supabase_auth_admin',
    )`insert into auth.users (id, email) values (${OWNER}, 'ada@example.com')`;
    const name = await hosted.connectAs('authenticator').begin(async (tx) => {
      await tx.unsafe('set local role service_role');
      await tx.unsafe("select public.create_job($1, $2, 'Prints')", [OWNER, JOB]);
      const files = [{ name: 'a.png', content_type: 'image/png', bytes: 4, sha256: 'a'.repeat(64) }];
      await tx.unsafe('select public.declare_uploads($1, $2, $3::text::jsonb)', [OWNER, JOB, JSON.stringify(files)]);
      return (await tx.unsafe('select object_key from public.assets'))[0]?.object_key;
    });
    await writeObject(name, 'service_role');
    await expect(writeObject(name, 'service_role')).rejects.toMatchObject({ code: '23505' });
  });

  test.each([
    ['drop trigger guard_storage_objects on storage.objects', 'the guard is not on storage.objects'],
    ['alter table storage.objects disable trigger guard_storage_objects', 'the guard is not on storage.objects'],
    ['alter table public.jobs disable row level security', 'row level security is off on public.jobs'],
    ['grant insert on public.assets to authenticated', 'authenticated may write public.assets'],
    ['grant select on public.leases to authenticated', 'authenticated may read public.leases'],
    ['grant select on public.jobs to anon', 'anon may read public.jobs'],
    ['grant usage on sequence public.jobs_added_no_seq to anon', 'anon may use the sequence public.jobs_added_no_seq'],
    ['grant usage on schema private to anon', 'anon may use the schema private'],
    ['grant execute on function public.get_settings() to anon', 'anon may call public.get_settings()'],
    [
      'create policy open on storage.objects for select to anon using (true)',
      'the policy open lets clients touch the files of our buckets',
    ],
    ["update storage.buckets set public = true where id = 'assets'", 'the bucket assets is public'],
    ["update storage.buckets set public = false where id = 'public-assets'", 'the bucket public-assets is not public'],
    ["update public.settings set master_bucket = 'others'", 'the bucket others is missing'],
  ])('names what is missing or open: %s', async (change, problem) => {
    expect(await problemsAfter(change)).toEqual([problem]);
  });
});
