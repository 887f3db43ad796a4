import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDirectory, startTestServer, type TestServer } from '../embedded/test-server.ts';
import { findPostgres } from '../scripts/launch/find-postgres.mjs';
import { ROOT } from '../scripts/launch/paths.mjs';
import { sha256Of } from './support/api-client.ts';
import { startPostgres } from './support/start-postgres.ts';
import { createTestDatabaseOn } from './support/test-database.ts';

/** The data of the embedded back end, saved and put back by the commands that docs/operator.md names. */

const run = promisify(execFile);
const MIGRATION = `
create table public.notes (id int primary key, text text);
alter table public.notes enable row level security;
grant all on public.notes to service_role;
create policy everybody_reads on public.notes for select to anon using (true);
grant select on public.notes to anon;
insert into storage.buckets (id, name) values ('files', 'files');`;
const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';

type Outcome = { exitCode: number; stdout: string; stderr: string };

async function npmRun(command: string, folder: string, env: Record<string, string>): Promise<Outcome> {
  const options = { cwd: ROOT, env: { ...process.env, SUPABASE_URL: '', DATABASE_URL: '', ...env } };
  const script = [join(ROOT, 'scripts/backup.ts'), command, folder];
  return run(process.execPath, script, options).then(
    (output) => ({ exitCode: 0, ...output }),
    ({ code, stdout, stderr }) => ({ exitCode: code, stdout, stderr }),
  );
}

const clientOf = ({ url, serviceKey }: TestServer) =>
  createClient(url, serviceKey, { auth: { persistSession: false, autoRefreshToken: false } });

const file = (index: number) => Buffer.from(`file ${index} `.repeat(1000));

async function fill(server: TestServer): Promise<void> {
  const client = clientOf(server);
  await client.from('notes').insert([1, 2, 3].map((id) => ({ id, text: `note ${id}` })));
  for (const index of [1, 2, 3]) await client.storage.from('files').upload(`a/${index}.bin`, file(index));
  const { error } = await createClient(server.url, server.anonKey).auth.signUp({ email: EMAIL, password: PASSWORD });
  expect(error).toBeNull();
}

async function expectAllThere(server: TestServer): Promise<void> {
  const client = clientOf(server);
  expect((await client.from('notes').select('id, text').order('id')).data).toHaveLength(3);
  for (const index of [1, 2, 3]) {
    const { data, error } = await client.storage.from('files').download(`a/${index}.bin`);
    expect(error).toBeNull();
    expect(sha256Of(new Uint8Array((await data?.arrayBuffer()) ?? []))).toBe(sha256Of(file(index)));
  }
  const visitor = createClient(server.url, server.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  expect((await visitor.auth.signInWithPassword({ email: EMAIL, password: PASSWORD })).error).toBeNull();
  // Policies and grants came back too: nobody writes, and nobody reads what is not theirs.
  expect((await createClient(server.url, server.anonKey).from('notes').insert({ id: 9 })).error).not.toBeNull();
  expect(server.log()).not.toMatch(/missing|removed/);
}

const postgresPrograms = findPostgres();
const DATABASES = ['PGlite', 'PostgreSQL'] as const;

describe.each(DATABASES)('a backup of the embedded back end on %s', (kind) => {
  const isSkipped = kind === 'PostgreSQL' && postgresPrograms === null;
  const databaseTest = test.skipIf(isSkipped);
  let root: Awaited<ReturnType<typeof createTestDirectory>>;
  let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
  let env: Record<string, string> = {};
  let backup: string;

  const newDatabase = async (): Promise<Record<string, string>> =>
    postgres ? { DATABASE_URL: await createTestDatabaseOn(postgres.url) } : {};
  const envOf = (directory: string, database: object) => ({ VITRINE_DATA_DIR: join(directory, 'data'), ...database });

  beforeAll(async () => {
    if (isSkipped) return;
    root = await createTestDirectory(MIGRATION);
    backup = join(root.directory, 'backup');
    if (kind === 'PostgreSQL') postgres = await startPostgres(postgresPrograms ?? '');
    env = await newDatabase();
  });
  afterAll(async () => {
    await postgres?.stop();
    await root?.remove();
  });

  databaseTest('has files, rows, people and grants, and nothing is lost', async () => {
    const server = await startTestServer(root.directory, env);
    await fill(server);
    const early = await npmRun('backup', backup, envOf(root.directory, env));
    expect(early).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is in use by process') });
    expect(existsSync(backup)).toBe(false);
    await server.stop();
    expect(await npmRun('backup', backup, envOf(root.directory, env))).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('It holds the keys of the back end too'),
    });

    const elsewhere = await createTestDirectory(MIGRATION);
    const database = await newDatabase();
    expect(await npmRun('restore', backup, envOf(elsewhere.directory, database))).toMatchObject({ exitCode: 0 });
    const restored = await startTestServer(elsewhere.directory, database);
    await expectAllThere(restored);
    expect([restored.anonKey, restored.serviceKey]).toEqual([server.anonKey, server.serviceKey]);
    await restored.stop();

    // What is there is never written over.
    const again = await npmRun('restore', backup, envOf(elsewhere.directory, database));
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is not empty') });
    const twice = await npmRun('backup', backup, envOf(elsewhere.directory, database));
    expect(twice).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('choose a new folder') });
    await elsewhere.remove();
  });

  databaseTest('is refused where it does not fit', async () => {
    const target = await createTestDirectory(MIGRATION);
    rmSync(target.data, { recursive: true, force: true });
    const other = kind === 'PGlite' ? { DATABASE_URL: 'postgres://127.0.0.1:1/none' } : {};
    const misfit = await npmRun('restore', backup, envOf(target.directory, other));
    expect(misfit).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`this backup is of ${kind}`) });
    const unfinished = join(target.directory, 'unfinished');
    mkdirSync(unfinished);
    writeFileSync(join(unfinished, 'database.dump'), '');
    const partial = await npmRun('restore', unfinished, envOf(target.directory, env));
    expect(partial).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('holds no whole backup') });
    await target.remove();
  });
});
