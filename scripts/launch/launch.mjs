// @ts-check
import { startApp } from './app.mjs';
import { backendEnv, startBackend } from './backend.mjs';
import { ensureBuilt } from './build.mjs';
import { requireWritableDirectory } from './data-directory.mjs';
import { readEnv } from './env-files.mjs';
import { ensureInstalled } from './install.mjs';
import { LaunchError } from './launch-error.mjs';
import { createLifecycle } from './lifecycle.mjs';
import { ROOT } from './paths.mjs';
import { requireFreePort } from './ports.mjs';
import { provision } from './provision.mjs';
import { readSettings } from './settings.mjs';
import { step } from './step.mjs';
import { supervise } from './supervise.mjs';
import { welcome } from './welcome.mjs';

/** Said better in our own welcome. */
const BACKEND_GREETING = /^(embedded Supabase ready|mails are readable) at /;

/**
 * From a fresh clone to a running Vitrine; ends only with the process.
 * @param {{ dev: boolean }} options
 */
export async function launch({ dev }) {
  const lifecycle = createLifecycle({ onSignal: () => console.log('\nStopping…') });
  /** @param {unknown} error */
  const fail = (error) => {
    // Whatever breaks while everything is being stopped, breaks because of it.
    if (!lifecycle.isStopping()) console.error(error instanceof LaunchError ? `\n${error.message}` : error);
    return lifecycle.stop(1);
  };
  try {
    await startEverything({ dev, lifecycle, fail });
  } catch (error) {
    await fail(error);
  }
}

/**
 * @param {{ dev: boolean, lifecycle: import('./lifecycle.mjs').Lifecycle, fail: (error: unknown) => Promise<never> }} options
 */
async function startEverything({ dev, lifecycle, fail }) {
  const root = ROOT;
  let env = readEnv(root, process.env);
  const { port, host, embedded, supabasePort, dataDir } = readSettings(env, root);
  // All that can be refused is refused before anybody waits for an installation or a build.
  await requireFreePort({ port, host, variable: 'PORT', purpose: 'the app' });
  if (embedded) {
    await requireFreePort({
      port: supabasePort,
      host,
      variable: 'SUPABASE_PORT',
      purpose: 'the embedded Supabase',
    });
    requireWritableDirectory(dataDir);
  }

  await ensureInstalled({ root, env, lifecycle });
  if (!dev) await ensureBuilt({ root, env, lifecycle });

  let mailUrl = null;
  if (embedded) {
    const backend = await step('Starting the embedded Supabase…', 'Started', () =>
      supervise({
        name: 'The embedded Supabase',
        start: (onSpawn) => startBackend({ port: supabasePort, host, dataDir, appPort: port, env, onSpawn }),
        lifecycle,
        onLine: (line) => {
          if (!BACKEND_GREETING.test(line)) console.log(line);
        },
        onGiveUp: fail,
      }),
    );
    env = { ...env, ...backendEnv(backend.config) };
    mailUrl = backend.config.mailUrl;
  }
  await provision({ env, lifecycle });
  await step('Starting the app…', 'Started', () =>
    supervise({
      name: 'The app',
      start: (onSpawn) => startApp({ port, host, dev, env, onSpawn }),
      lifecycle,
      onLine: (line) => console.log(line),
      onGiveUp: fail,
    }),
  );
  const sendsLocalLinks = embedded && Boolean(env.SMTP_URL) && !env.SITE_URL;
  console.log(welcome({ port, host, mailUrl, sendsLocalLinks, dev }));
}
