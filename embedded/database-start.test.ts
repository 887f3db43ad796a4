import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openPglite } from './database.ts';
import { applyMigrations } from './migrations.ts';
import { revokeGrantsSince, snapshotPrivileges } from './privileges.ts';
import { ROLES_SQL } from './schema.ts';
import { FUNCTIONS_SQL } from './sql-functions.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let root: string;
let database: Database;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'embedded-database-'));
  database = await openPglite(join(root, 'db'));
  await run(ROLES_SQL + FUNCTIONS_SQL);
});
afterAll(async () => {
  await database?.close();
  rmSync(root, { recursive: true, force: true });
});

const run = (text: string) => database.transaction(null, (sql) => sql.script(text));
const query = (text: string) => database.transaction(null, (sql) => sql.query(text));

function directoryOf(files: Record<string, string>): string {
  const directory = mkdtempSync(join(root, 'migrations-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

describe('migrations', () => {
  const first = { '20250101000000_first.sql': 'create table public.one (n int); insert into public.one values (1);' };
  const third = { '20250103000000_third.sql': 'create table public.three (n int);' };

  test('run in order, once, and are written down as the Supabase CLI does', async () => {
    const both = directoryOf({ ...third, ...first, 'notes.txt': 'not a migration' });
    expect(await applyMigrations(database, both)).toBe(2);
    expect(await applyMigrations(database, both)).toBe(0);
    expect(await query('select n from public.one')).toEqual([{ n: 1 }]);
    expect(await query('select version, name from supabase_migrations.schema_migrations order by 1')).toEqual([
      { version: '20250101000000', name: 'first' },
      { version: '20250103000000', name: 'third' },
    ]);
  });

  test('a directory that is empty or missing is fine', async () => {
    expect(await applyMigrations(database, directoryOf({}))).toBe(0);
    expect(await applyMigrations(database, join(root, 'nowhere'))).toBe(0);
  });

  test('a failing one leaves nothing of itself, and is named', async () => {
    const bad = directoryOf({
      ...first,
      ...third,
      '20250104000000_bad.sql': 'create table public.bad (n int); select 1/0;',
    });
    await expect(applyMigrations(database, bad)).rejects.toThrow(
      'migration 20250104000000_bad.sql failed: division by zero (22012)',
    );
    expect(await query("select to_regclass('public.bad') as found")).toEqual([{ found: null }]);
  });

  test('one that was renamed, comes too late or is there twice is refused', async () => {
    const renamed = directoryOf({ '20250101000000_other.sql': '', ...third });
    await expect(applyMigrations(database, renamed)).rejects.toThrow('was applied under the name first');
    const late = directoryOf({ ...first, '20250102000000_late.sql': '', ...third });
    await expect(applyMigrations(database, late)).rejects.toThrow(
      '20250102000000_late.sql comes before 20250103000000',
    );
    const twice = directoryOf({ ...first, '20250101000000_again.sql': '' });
    await expect(applyMigrations(database, twice)).rejects.toThrow('two migrations have the version 20250101000000');
  });
});

describe('privileges', () => {
  test('what is granted after the snapshot is taken back, what was granted before stays', async () => {
    await run('create table public.kept (n int); create sequence public.counter; grant select on public.kept to anon;');
    const snapshot = await snapshotPrivileges(database);
    await run(`
      grant usage, create on schema public to anon;
      grant all on all tables in schema public to anon, authenticated;
      grant all on all sequences in schema public to authenticated;
      alter default privileges in schema public grant all on tables to anon;
      create function public.opened() returns int language sql as 'select 1';
      grant execute on function public.opened() to anon;`);
    expect(await revokeGrantsSince(database, snapshot)).not.toEqual([]);
    expect(await revokeGrantsSince(database, snapshot)).toEqual([]);
    expect(
      await query(`select has_table_privilege('anon', 'public.kept', 'select') as kept,
        has_table_privilege('anon', 'public.kept', 'delete') as deletes, has_schema_privilege('anon', 'public', 'create') as creates,
        has_sequence_privilege('authenticated', 'public.counter', 'usage') as counts,
        (select count(*)::int from pg_default_acl) as defaults`),
    ).toEqual([{ kept: true, deletes: false, creates: false, counts: false, defaults: 0 }]);
  });

  test("quirk: Lite still grants everything at a connection's first request, unless told that it did", () => {
    expect((database.connection as unknown as { rlsState: string }).rlsState).toBe('unknown');
  });
});

describe('transactions', () => {
  test('queue up, each under its own role, and a failed one leaves no role behind', async () => {
    const who = (role: 'anon' | 'service_role') =>
      database.transaction({ role, claims: { sub: role } }, async (sql) => {
        const [row] = await sql.query(`select current_user::text || current_setting('request.jwt.claim.sub') as who`);
        return row?.who;
      });
    const failing = database.transaction({ role: 'anon', claims: {} }, (sql) => sql.query('select 1/0'));
    const results = await Promise.allSettled([
      who('anon'),
      failing,
      who('service_role'),
      query('select current_user::text as who'),
    ]);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.code))).toEqual([
      'anonanon',
      '22012',
      'service_roleservice_role',
      [{ who: 'postgres' }],
    ]);
  });
});
