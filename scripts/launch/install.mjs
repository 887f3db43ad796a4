// @ts-check
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, recordInstalled } from './installed-packages.mjs';
import { LaunchError } from './launch-error.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** npm ignores a SIGINT to its group and would install on in the background. */
const NPM_GRACE_MS = 1_500;
const NETWORK_FAILURE =
  /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;

/**
 * Installs what package-lock.json names, unless it is there, and makes sure that the pinned Node runs.
 * @param {{ root: string, env: import('./env-files.mjs').Env, lifecycle: import('./lifecycle.mjs').Lifecycle }} options
 */
export async function ensureInstalled({ root, env, lifecycle }) {
  if (!isInstalled(root)) {
    await step('Installing packages (about half a minute, once)…', 'Installed', () =>
      install({ root, env, lifecycle }),
    );
  }
  await requirePinnedNode({ root, env, lifecycle });
  recordInstalled(root);
}

/** @param {Parameters<typeof ensureInstalled>[0]} options */
async function install({ root, env, lifecycle }) {
  rmSync(join(root, 'node_modules/.vitrine-lock-sha256'), { force: true });
  // Building needs the devDependencies too, which npm leaves out under NODE_ENV=production.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await run('npm', args, { cwd: root, env, lifecycle, graceMs: NPM_GRACE_MS });
  if (result.ok) return;
  throw new LaunchError(explainInstallFailure(result.exit.error?.code, result.output));
}

/**
 * @param {string | undefined} errorCode of a program that could not be started
 * @param {string} output what npm wrote
 */
export function explainInstallFailure(errorCode, output) {
  if (errorCode === 'ENOENT') return 'npm was not found. It comes with Node: install Node from https://nodejs.org.';
  if (NETWORK_FAILURE.test(output)) {
    return `${output}\n\nThe packages could not be fetched: npm did not reach its registry. Check the connection and run the command again.`;
  }
  if (/\bENOSPC\b/.test(output)) return `${output}\n\nThe packages could not be installed: the disk is full.`;
  return `${output}\n\nThe packages could not be installed; npm's own words are above.`;
}

/** @param {Parameters<typeof ensureInstalled>[0]} options */
async function requirePinnedNode({ root, env, lifecycle }) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node;
  const result = await run(join(root, 'node_modules/.bin/node'), ['--version'], { cwd: root, env, lifecycle });
  if (result.ok && result.output.trim() === `v${wanted}`) return;
  const found = result.ok ? `It is ${result.output.trim()}.` : (result.exit.error?.message ?? result.output);
  throw new LaunchError(
    `Node ${wanted}, which comes as an npm package, does not run here. ${found}\n` +
      'npm has to run install scripts for it: check that `ignore-scripts` is off (npm config get ignore-scripts), ' +
      'remove node_modules and run the command again.',
  );
}
