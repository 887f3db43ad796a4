// @ts-check
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { NEXT_BIN, PINNED_NODE } from './paths.mjs';
import { run } from './run.mjs';
import { hashSources } from './source-hash.mjs';
import { step } from './step.mjs';

const STAMP = '.next/vitrine-source-sha256';
/** The folder that holds all that the server needs; it can be copied elsewhere as it is. */
const STANDALONE = '.next/standalone';

/**
 * @param {string} root
 * @returns {boolean} whether `.next` holds a whole build of the sources as they are
 */
export function isBuilt(root) {
  const stampFile = join(root, STAMP);
  return (
    existsSync(stampFile) &&
    existsSync(join(root, STANDALONE, 'server.js')) &&
    readFileSync(stampFile, 'utf8') === hashSources(root)
  );
}

/**
 * Builds the app for production, unless the last build still fits.
 * @param {{ root: string, env: import('./env-files.mjs').Env, lifecycle: import('./lifecycle.mjs').Lifecycle }} options
 */
export async function ensureBuilt({ root, env, lifecycle }) {
  if (isBuilt(root)) return;
  await step('Building the app (about half a minute, again only when its sources change)…', 'Built', async () => {
    rmSync(join(root, STAMP), { force: true });
    // Taken before: a file that is saved during the build must lead to another build.
    const hash = hashSources(root);
    const result = await run(PINNED_NODE, [NEXT_BIN, 'build'], {
      cwd: root,
      env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      lifecycle,
    });
    if (!result.ok) throw new LaunchError(`${result.output}\n\nThe build failed; its own words are above.`);
    completeStandalone(root);
    writeFileSync(join(root, STAMP), hash);
  });
}

/**
 * Next leaves static files to a CDN, and copies `.env` in: the server has its environment from whoever starts it.
 * https://nextjs.org/docs/app/api-reference/config/next-config-js/output#automatically-copying-traced-files
 * @param {string} root
 */
function completeStandalone(root) {
  const standalone = join(root, STANDALONE);
  for (const folder of ['public', '.next/static']) {
    cpSync(join(root, folder), join(standalone, folder), { recursive: true });
  }
  for (const name of readdirSync(standalone)) {
    if (name.startsWith('.env')) rmSync(join(standalone, name));
  }
}
