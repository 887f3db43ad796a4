import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDataTemplate } from '../../embedded/test-data-template.ts';
import { startApp } from '../../scripts/launch/app.mjs';
import { backendEnv, startBackend } from '../../scripts/launch/backend.mjs';
import { isBuilt } from '../../scripts/launch/build.mjs';
import type { Child } from '../../scripts/launch/child.mjs';
import { APP_SERVER, ROOT } from '../../scripts/launch/paths.mjs';
import { findFreePort } from '../../scripts/launch/ports.mjs';
import { provision } from '../../scripts/launch/provision.mjs';
import { EXTERNAL } from './external-back-end.ts';
import { createTestDatabase } from './test-database.ts';

const LOOPBACK = '127.0.0.1';

/** Emptied, not removed, so that neither the shell nor a developer's .env decides how the tests run. */
const CONFIGURATION = [
  'SUPABASE_PUBLIC_URL',
  'STORAGE_BUCKET',
  'PUBLIC_BUCKET',
  'SIGNED_URL_EXPIRATION',
  'MAX_FILE_SIZE',
  'ALLOWED_MIME_TYPES',
  'VARIANT_SIZES',
  'MAX_PIXELS',
  'USER_QUOTA_BYTES',
  'UPLOADS_PER_HOUR',
  'PUBLIC_CACHE_SECONDS',
  'SITE_URL',
  'TRUSTED_PROXY',
  'SIGN_UP',
  'SMTP_URL',
  'SMTP_FROM',
  'CRON_SECRET',
  'DATABASE_URL',
];

export const BLANK_CONFIGURATION = Object.fromEntries(CONFIGURATION.map((name) => [name, '']));

/** An external back end is what a project is to the app; only the addresses that browsers see may be other ones. */
const EXTERNAL_ENV = EXTERNAL && { VITRINE_EMBEDDED: '0', SUPABASE_PUBLIC_URL: process.env.SUPABASE_PUBLIC_URL ?? '' };

export type Stack = {
  appUrl: string;
  supabaseUrl: string;
  /** The back end itself, past what was put in between. */
  backendUrl: string;
  anonKey: string;
  serviceKey: string;
  jwtSecret: string;
  mailUrl: string | null;
  /** Of the embedded back end; of an external one there is none. */
  dataDir: string;
  /** Who has signed up by {@link signUp}. */
  ownerIds: string[];
  /** The environment of an operator at this back end. */
  operatorEnv: Record<string, string>;
  /** Temporary files of both servers. */
  tmpDir: string;
  /** Process that the app runs in. */
  appPid: number;
  /** What both servers wrote so far. */
  readLog(): string;
  /** Resolves when the app is gone. */
  killApp(signal: NodeJS.Signals): Promise<void>;
  /** Resolves when it is ready again, at the same address. */
  restartApp(): Promise<void>;
  /** Resolves when the back end is gone. */
  killBackend(signal: NodeJS.Signals): Promise<void>;
  /** Resolves when it is ready again, at the same address with the same keys. */
  restartBackend(): Promise<void>;
  /** Ends what was started and removes the data directory; harmless when repeated. */
  stop(): Promise<void>;
};

type StackOptions = {
  /** What both servers bind. */
  host?: string;
  /** Configuration on top of the defaults. */
  env?: Record<string, string>;
  /** Starts something between the app and the back end, and gives its address; its end is the caller's. */
  putInBetween?: (backendUrl: string) => Promise<string>;
};

/**
 * A whole Vitrine of the existing production build, on free ports: with an embedded back end and an empty data directory
 * of its own, or with the external one when there is {@link EXTERNAL}.
 */
export async function startStack({
  host = LOOPBACK,
  env: extraEnv = {},
  putInBetween,
}: StackOptions = {}): Promise<Stack> {
  if (!existsSync(APP_SERVER)) throw new Error('There is no build to test. Run: npm run build');
  if (!isBuilt(ROOT)) console.warn('The build is older than the sources; npm run build makes a new one.');
  const tempDir = mkdtempSync(join(tmpdir(), 'vitrine-stack-'));
  const dataDir = join(tempDir, 'data');
  const logFile = join(tempDir, 'stack.log');
  let backend: Child | undefined;
  let app: Child | undefined;

  const log = (name: string, child: Child) => {
    child.onLine((line) => appendFileSync(logFile, `[${name}] ${line}\n`));
  };
  const readLog = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  const stop = async () => {
    await app?.stop();
    await backend?.stop();
    rmSync(tempDir, { recursive: true, force: true });
  };
  const fail = async (error: unknown): Promise<never> => {
    const written = readLog();
    await stop();
    throw new Error(`The stack did not start: ${error instanceof Error ? error.message : error}\n${written}`);
  };

  try {
    const port = await findFreePort();
    const tmpDir = join(tempDir, 'tmp');
    mkdirSync(tmpDir);
    const databaseUrl = await createTestDatabase();
    const database = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
    const env = { ...process.env, ...BLANK_CONFIGURATION, ...database, ...extraEnv, PORT: `${port}`, TMPDIR: tmpDir };
    if (!EXTERNAL && !env.DATABASE_URL) copyDataTemplate(dataDir);
    const startBackendAt = (backendPort: number) =>
      startBackend({
        port: backendPort,
        host,
        dataDir,
        env,
        appPort: port,
        onSpawn: (child) => {
          backend = child;
          log('supabase', child);
        },
      });

    const config = EXTERNAL
      ? { ...EXTERNAL, jwtSecret: EXTERNAL.jwtSecret ?? '', mailUrl: null }
      : (await startBackendAt(0)).config;
    const supabaseUrl = putInBetween ? await putInBetween(config.url) : config.url;
    const appEnv = { ...env, ...backendEnv({ ...config, url: supabaseUrl }), ...EXTERNAL_ENV };
    await provision({ env: appEnv });
    const startAppAgain = () =>
      startApp({
        port,
        host,
        dev: false,
        env: appEnv,
        onSpawn: (child) => {
          app = child;
          log('app', child);
        },
      });
    const { url: appUrl } = await startAppAgain();

    return {
      appPid: requirePid(app),
      tmpDir,
      appUrl,
      supabaseUrl,
      backendUrl: config.url,
      anonKey: config.anonKey,
      serviceKey: config.serviceKey,
      jwtSecret: config.jwtSecret,
      mailUrl: config.mailUrl,
      dataDir,
      ownerIds: [],
      operatorEnv: EXTERNAL
        ? {
            SUPABASE_URL: config.url,
            SUPABASE_ANON_KEY: config.anonKey,
            SUPABASE_SERVICE_KEY: config.serviceKey,
            SITE_URL: appUrl,
          }
        : { VITRINE_DATA_DIR: dataDir },
      readLog,
      async killApp(signal) {
        app?.kill(signal);
        await app?.exited;
      },
      async restartApp() {
        await startAppAgain();
      },
      async killBackend(signal) {
        if (!backend) throw new Error('The back end is not ours to kill.');
        backend.kill(signal);
        await backend.exited;
      },
      async restartBackend() {
        await startBackendAt(Number(new URL(config.url).port));
      },
      stop,
    };
  } catch (error) {
    return fail(error);
  }
}

function requirePid(child: Child | undefined): number {
  if (child?.pid === undefined) throw new Error('the app has no process');
  return child.pid;
}
