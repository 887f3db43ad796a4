// @ts-check
import { resolve } from 'node:path';
import { LaunchError } from './launch-error.mjs';

/**
 * @typedef {object} Settings
 * @property {number} port where the app listens
 * @property {string} host the address it binds
 * @property {boolean} embedded whether the embedded Supabase is to be started
 * @property {number} supabasePort
 * @property {string} dataDir absolute
 */

/**
 * What the launcher itself needs of the configuration. An empty variable counts as unset, as in a copied `.env.example`.
 * @param {import('./env-files.mjs').Env} env
 * @param {string} root relative directories are taken from here
 * @returns {Settings}
 */
export function readSettings(env, root) {
  const settings = {
    port: readPort(env, 'PORT', 3000),
    host: env.HOST || '127.0.0.1',
    embedded: !env.SUPABASE_URL,
    supabasePort: readPort(env, 'SUPABASE_PORT', 54321),
    dataDir: resolve(root, env.VITRINE_DATA_DIR || '.vitrine'),
  };
  if (settings.embedded && settings.port === settings.supabasePort) {
    throw new LaunchError(`PORT and SUPABASE_PORT are both ${settings.port}. Give them different values.`);
  }
  return settings;
}

/**
 * @param {import('./env-files.mjs').Env} env
 * @param {string} name
 * @param {number} fallback
 */
function readPort(env, name, fallback) {
  const text = env[name];
  if (!text) return fallback;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new LaunchError(`${name} must be a number from 1 to 65535; it is "${text}".`);
}
