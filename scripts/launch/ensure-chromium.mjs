// @ts-check
import { findChromium, hasChromiumPackage } from './chromium.mjs';
import { LaunchError } from './launch-error.mjs';
import { PINNED_NODE, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/**
 * Makes sure that there is a browser for the end-to-end tests: the system's, else Debian's package, else Playwright's own.
 * @param {{ env: import('./env-files.mjs').Env, lifecycle: import('./lifecycle.mjs').Lifecycle }} options
 */
export async function ensureChromium({ env, lifecycle }) {
  if (findChromium(env)) return;
  if (env.PLAYWRIGHT_CHROMIUM) {
    throw new LaunchError(`PLAYWRIGHT_CHROMIUM names ${env.PLAYWRIGHT_CHROMIUM}, which does not run.`);
  }
  await step('Installing Chromium…', 'Chromium is there, looked for and installed', async () => {
    if (hasChromiumPackage()) {
      const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
      const options = { cwd: ROOT, env: aptEnv, lifecycle };
      await run('apt-get', ['update', '-q'], options);
      const installed = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
      if (installed.ok && findChromium(env)) return;
    }
    const args = [`${ROOT}/node_modules/playwright/cli.js`, 'install', 'chromium'];
    const result = await run(PINNED_NODE, args, { cwd: ROOT, env, lifecycle });
    if (result.ok) return;
    throw new LaunchError(
      `${result.output}\n\nNo Chromium for the end-to-end tests: none is installed and none could be fetched. ` +
        'Install one, and name it in PLAYWRIGHT_CHROMIUM when it is in an unusual place.',
    );
  });
}
