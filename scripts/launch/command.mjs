// @ts-check
import { LaunchError } from './launch-error.mjs';
import { createLifecycle } from './lifecycle.mjs';

/**
 * Runs a command to its end and ends the process with its verdict.
 * @param {(lifecycle: import('./lifecycle.mjs').Lifecycle) => Promise<void>} work
 */
export async function runToVerdict(work) {
  const lifecycle = createLifecycle();
  try {
    await work(lifecycle);
  } catch (error) {
    if (!lifecycle.isStopping()) console.error(error instanceof LaunchError ? error.message : error);
    await lifecycle.stop(1);
  }
  await lifecycle.stop(0);
}
