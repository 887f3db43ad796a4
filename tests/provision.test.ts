import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../embedded/test-server.ts';
import { MIGRATIONS_DIR } from '../scripts/launch/paths.mjs';
import { findFreePort } from '../scripts/launch/ports.mjs';
import { runScript } from './support/run-script.ts';

/** `npm run provision`, as an operator runs it against a project of theirs. */

const directory = mkdtempSync(join(tmpdir(), 'vitrine-provision-'));
const servers: TestServer[] = [];

/** A back end of its own. @param migrations file contents by name, after those of the app */
async function startBackEnd(name: string, migrations: Record<string, string>, withOurs = true): Promise<TestServer> {
  const folder = join(directory, name);
  mkdirSync(folder);
  if (withOurs) cpSync(MIGRATIONS_DIR, folder, { recursive: true });
  for (const [file, sql] of Object.entries(migrations)) writeFileSync(join(folder, file), sql);
  const server = await startTestServer(folder);
  servers.push(server);
  return server;
}

const keysOf = ({ url, anonKey, serviceKey }: TestServer) => ({
  SUPABASE_URL: url,
  SUPABASE_ANON_KEY: anonKey,
  SUPABASE_SERVICE_KEY: serviceKey,
});
const provision = (env: Record<string, string>) => runScript('provision', [], env);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(directory, { recursive: true, force: true });
});

describe('a project with all migrations', () => {
  let server: TestServer;
  const ready = () => `${server.url} is ready: settings, buckets, guard, policies and grants are in place\n`;
  beforeAll(async () => {
    server = await startBackEnd('ready', {});
  });

  const service = () => createClient(server.url, server.serviceKey, { auth: { persistSession: false } });
  async function readState() {
    const [buckets, settings] = await Promise.all([service().storage.listBuckets(), service().rpc('get_settings')]);
    if (buckets.error || settings.error) throw buckets.error ?? settings.error;
    return { buckets: buckets.data, settings: settings.data };
  }

  test('is made ready by the first call; the second changes nothing', async () => {
    const env = { ...keysOf(server), PUBLIC_CACHE_SECONDS: '60' };
    expect(await provision(env)).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        'changed: the setting publicCacheSeconds: 300 before, 60 now',
        'changed: the bucket assets: made',
        'changed: the bucket public-assets: made',
        ready(),
      ].join('\n'),
    });
    const before = await readState();
    expect(before.settings).toMatchObject({ public_cache_seconds: 60 });
    expect(await provision(env)).toEqual({ exitCode: 0, stderr: '', stdout: ready() });
    expect(await readState()).toEqual(before);
  });

  test('a bucket that somebody opened is closed again, and that is said', async () => {
    const { error } = await service().storage.updateBucket('assets', { public: true, fileSizeLimit: null });
    expect(error).toBeNull();
    const { stdout, exitCode } = await provision({ ...keysOf(server), PUBLIC_CACHE_SECONDS: '60' });
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'changed: the bucket assets, who may read it: anybody before, nobody without a signed address now',
      'changed: the bucket assets, bytes of a file: any before, 10485760 now',
    ]);
    expect((await readState()).buckets.find(({ id }) => id === 'assets')).toMatchObject({
      public: false,
      file_size_limit: 10485760,
    });
  });

  test.each<[string, (keys: ReturnType<typeof keysOf>) => Record<string, string>, string[]]>([
    [
      'keys that are mixed up',
      (keys) => ({ SUPABASE_ANON_KEY: keys.SUPABASE_SERVICE_KEY, SUPABASE_SERVICE_KEY: keys.SUPABASE_ANON_KEY }),
      [
        'the service key has not the rights of service_role',
        'the publishable (anon) key has the rights of the service key: they are mixed up',
      ],
    ],
    [
      'keys of another project',
      () => ({ SUPABASE_ANON_KEY: 'sb_publishable_elsewhere', SUPABASE_SERVICE_KEY: 'sb_secret_elsewhere' }),
      ['the service key is not accepted', 'the publishable (anon) key is not accepted'],
    ],
  ])('%s are named, and nothing is written', async (_name, change, problems) => {
    const before = await readState();
    const keys = keysOf(server);
    const answer = await provision({ ...keys, ...change(keys), PUBLIC_CACHE_SECONDS: '30' });
    expect(answer).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: problems.map((problem) => `not in place: ${problem}\n`).join(''),
    });
    expect(await readState()).toEqual(before);
  });
});

test('a project without the migrations is told so', async () => {
  const server = await startBackEnd('empty', { '20250101000000_none.sql': '' }, false);
  expect(await provision(keysOf(server))).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'not in place: the migrations are not applied: supabase/migrations, by `supabase db push`\n',
  });
});

test('what lies open is named, and makes the command fail', async () => {
  const server = await startBackEnd('open', {
    '20990101000000_open.sql': `
      create policy "anybody reads" on storage.objects for select to anon using (true);
      alter table storage.objects disable trigger guard_storage_objects;`,
  });
  const { exitCode, stderr } = await provision(keysOf(server));
  expect(exitCode).toBe(1);
  expect(stderr.split('\n').filter(Boolean).sort()).toEqual([
    'not in place: the guard is not on storage.objects',
    'not in place: the policy anybody reads lets clients touch the files of our buckets',
  ]);
});

test('where nobody answers, that is what it says', async () => {
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const { exitCode, stderr } = await provision({
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: 'anon',
    SUPABASE_SERVICE_KEY: 'service',
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`not in place: the database does not answer at ${url}/rest/v1`);
  expect(stderr).toContain(`not in place: Auth does not answer at ${url}/auth/v1`);
});
