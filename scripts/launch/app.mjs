// @ts-check
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describeExit } from './child.mjs';
import { LaunchError } from './launch-error.mjs';
import { APP_SERVER, NEXT_BIN } from './paths.mjs';
import { startServer } from './server.mjs';

const READY_WITHIN_MS = 90_000;
const POLL_MS = 100;

/**
 * Starts the app (of the existing build, or with hot reload) and waits until it answers.
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.host
 * @param {boolean} options.dev
 * @param {import('./env-files.mjs').Env} options.env
 * @param {(child: import('./child.mjs').Child) => void} options.onSpawn called before it is ready, for whoever has to stop it
 * @returns {Promise<{ child: import('./child.mjs').Child, url: string }>}
 */
export async function startApp({ port, host, dev, env, onSpawn }) {
  const args = dev ? [NEXT_BIN, 'dev', '-H', host, '-p', `${port}`] : [APP_SERVER];
  const child = startServer(args, {
    ...env,
    PORT: `${port}`,
    HOST: host,
    HOSTNAME: host,
    NODE_ENV: dev ? 'development' : 'production',
  });
  onSpawn(child);
  /** @type {import('./child.mjs').Exit | undefined} */
  let exit;
  child.exited.then((value) => {
    exit = value;
  });

  const healthUrl = `http://${dialHost(host)}:${port}/api/health`;
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const status = await findStatus(healthUrl);
    if (exit) throw new LaunchError(`${child.output()}\n\nThe app ended at its start (${describeExit(exit)}).`);
    if (status !== null && status < 500) return { child, url: `http://localhost:${port}` };
    if (Date.now() > deadlineMs) {
      await child.stop();
      const answer = status === null ? 'did not answer' : `answered ${status}`;
      throw new LaunchError(
        `${child.output()}\n\nThe app was not ready within ${READY_WITHIN_MS / 1000} s: ${healthUrl} ${answer}.`,
      );
    }
    await delay(POLL_MS);
  }
}

/**
 * @param {string} host an address to listen on
 * @returns {string} one to connect to, as it stands in a URL
 */
function dialHost(host) {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * @param {string} url
 * @returns {Promise<number | null>} null while nobody answers
 */
function findStatus(url) {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? null);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(null));
  });
}
