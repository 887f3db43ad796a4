// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as util from 'node:util';
import { LaunchError } from './launch-error.mjs';

/** Later files win over earlier ones; the real environment wins over all. */
const ENV_FILES = ['.env', '.env.local'];

/**
 * @typedef {Record<string, string | undefined>} Env
 */

/**
 * Later sources win; the real environment, given first, wins over all of them.
 * @param {Env} realEnv
 * @param {Env[]} files in ascending precedence
 * @returns {Env}
 */
export function mergeEnv(realEnv, files) {
  return Object.assign({}, ...files, realEnv);
}

/**
 * @param {string} directory
 * @param {Env} realEnv
 * @returns {Env} the environment with `.env` and `.env.local` of the directory beneath it
 */
export function readEnv(directory, realEnv) {
  const files = ENV_FILES.map((name) => join(directory, name)).filter((path) => existsSync(path));
  if (files.length > 0 && typeof util.parseEnv !== 'function') {
    throw new LaunchError(`Reading ${files[0]} needs Node 20.12 or newer; this is Node ${process.versions.node}.`);
  }
  return mergeEnv(
    realEnv,
    files.map((path) => /** @type {Env} */ (util.parseEnv(readFileSync(path, 'utf8')))),
  );
}
