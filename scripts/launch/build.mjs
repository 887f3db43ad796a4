// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { NEXT_BIN, PINNED_NODE } from './paths.mjs';
import { run } from './run.mjs';
import { hashSources } from './source-hash.mjs';
import { step } from './step.mjs';

const STAMP = '.next/vitrine-source-sha256';

/**
 * @param {string} root
 * @returns {boolean} whether `.next` holds a whole build of the sources as they are
 */
export function isBuilt(root) {
  const stampFile = join(root, STAMP);
  return (
    existsSync(stampFile) &&
    existsSync(join(root, '.next/BUILD_ID')) &&
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
    writeFileSync(join(root, STAMP), hash);
  });
}
