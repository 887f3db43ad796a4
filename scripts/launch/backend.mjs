// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeExit } from './child.mjs';
import { LaunchError } from './launch-error.mjs';
import { MIGRATIONS_DIR, ROOT } from './paths.mjs';
import { startServer } from './server.mjs';
import { within } from './within.mjs';

const READY_LINE = /^embedded Supabase ready at /;
/**
 * Bodies of uploads are garbage at once. With a small young generation they are collected before they fill the old one,
 * whose collections take half of the time of an upload here.
 */
const RUNTIME_FLAGS = ['--max-semi-space-size=1'];
const READY_WITHIN_MS = 120_000;

/**
 * @typedef {{ url: string, siteUrl: string, anonKey: string, serviceKey: string, jwtSecret: string, mailUrl: string | null, pid: number }} BackendConfig
 */

/**
 * Starts the embedded Supabase and waits until it is ready. Its address and keys stay the same for a data directory and a port.
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.host
 * @param {string} options.dataDir
 * @param {string} [options.migrationsDir]
 * @param {number} options.appPort where the links in its mails lead, unless SITE_URL says otherwise
 * @param {import('./env-files.mjs').Env} options.env
 * @param {(child: import('./child.mjs').Child) => void} options.onSpawn called before it is ready, for whoever has to stop it
 * @returns {Promise<{ child: import('./child.mjs').Child, config: BackendConfig }>}
 */
export async function startBackend({ port, host, dataDir, migrationsDir = MIGRATIONS_DIR, appPort, env, onSpawn }) {
  const args = [...RUNTIME_FLAGS, `${ROOT}/embedded/main.ts`, '--port', `${port}`, '--host', host];
  const child = startServer([...args, '--data', dataDir, '--migrations', migrationsDir], {
    ...env,
    SITE_URL: env.SITE_URL || `http://localhost:${appPort}`,
  });
  onSpawn(child);
  const ready = new Promise((resolve) => {
    const unsubscribe = child.onLine((line) => {
      if (!READY_LINE.test(line)) return;
      unsubscribe();
      resolve('ready');
    });
  });
  const outcome = await within(READY_WITHIN_MS, Promise.race([ready, child.exited]));
  if (outcome === undefined) {
    await child.stop();
    throw new LaunchError(
      `${child.output()}\n\nThe embedded Supabase was not ready within ${READY_WITHIN_MS / 1000} s.`,
    );
  }
  if (outcome !== 'ready') {
    const exit = await child.exited;
    throw new LaunchError(child.output() || `The embedded Supabase ended at its start (${describeExit(exit)}).`);
  }
  return { child, config: JSON.parse(readFileSync(join(dataDir, 'embedded.json'), 'utf8')) };
}

/**
 * The environment that points the app at the embedded back end. The other names of the keys are emptied, not removed:
 * Next would read a removed one from `.env` again.
 * @param {Pick<BackendConfig, 'url' | 'anonKey' | 'serviceKey'>} config
 * @returns {import('./env-files.mjs').Env}
 */
export function backendEnv({ url, anonKey, serviceKey }) {
  return {
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: anonKey,
    SUPABASE_SERVICE_KEY: serviceKey,
    SUPABASE_PUBLISHABLE_KEY: '',
    SUPABASE_SERVICE_ROLE_KEY: '',
    SUPABASE_SECRET_KEY: '',
    VITRINE_EMBEDDED: '1',
  };
}
