// @ts-check
import { LaunchError } from './launch-error.mjs';
import { PINNED_NODE, ROOT } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Writes settings and buckets to the back end that the environment names, and has its rules checked.
 * @param {{ env: import('./env-files.mjs').Env, lifecycle?: import('./lifecycle.mjs').Lifecycle }} options
 */
export async function provision({ env, lifecycle }) {
  const args = ['--conditions=react-server', `${ROOT}/scripts/provision.ts`];
  const result = await run(PINNED_NODE, args, { cwd: ROOT, env, lifecycle });
  if (!result.ok) throw new LaunchError(`${result.output}\n\nThe back end could not be prepared (npm run provision).`);
}
