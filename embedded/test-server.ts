import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@supabase/supabase-js';
import { copyDataTemplate } from './test-data-template.ts';

type Facts = {
  url: string;
  anonKey: string;
  serviceKey: string;
  jwtSecret: string;
  mailUrl: string | null;
  pid: number;
};

export type TestServer = Facts & {
  dataDirectory: string;
  /** What the process has written on standard error so far. */
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  exited: Promise<number | null>;
};

/** Everything a test leaves behind sits below one directory: remove it when the file's tests are over. */
export async function createTestDirectory(migration = '') {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-'));
  await writeFile(join(directory, '20250101000000_test.sql'), migration);
  return { directory, data: join(directory, 'data'), remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Starts the embedded back end on a free port and waits until it is ready. Throws its log when it exits instead. */
export async function startTestServer(directory: string, env: Record<string, string> = {}): Promise<TestServer> {
  const dataDirectory = join(directory, 'data');
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  // The same tests run on PostgreSQL: give each run an empty database.
  const database = process.env.TEST_DATABASE_URL ? { DATABASE_URL: process.env.TEST_DATABASE_URL } : {};
  const args = [main, '--port', '0', '--data', dataDirectory, '--migrations', directory];
  const allEnv = { PATH: process.env.PATH, NODE_ENV: 'production' as const, ...database, ...env };
  if (!('DATABASE_URL' in allEnv)) copyDataTemplate(dataDirectory);
  const child: ChildProcess = spawn(process.execPath, args, { stdio: 'pipe', env: allEnv });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const ready = new Promise<boolean>((resolve) => {
    child.stdout?.on('data', (chunk) => String(chunk).includes('ready at') && resolve(true));
    void exited.then(() => resolve(false));
  });
  if (!(await ready)) throw new Error(`exit code ${await exited}: ${log}`);
  const facts = JSON.parse(await readFile(join(dataDirectory, 'embedded.json'), 'utf8')) as Facts;
  return {
    ...facts,
    dataDirectory,
    log: () => log,
    exited,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

export function createTestClient({ url }: Pick<Facts, 'url'>, key: string) {
  return createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });
}

/** A client signed in as a new user. */
export async function createTestUser(server: Facts, name: string) {
  const client = createTestClient(server, server.anonKey);
  const email = `${name}@example.com`;
  const { data, error } = await client.auth.signUp({ email, password: 'correct-horse-1' });
  if (error || !data.user || !data.session) throw error ?? new Error('no session');
  return {
    client,
    email,
    id: data.user.id,
    accessToken: data.session.access_token,
    refreshToken: data.session.refresh_token,
  };
}
