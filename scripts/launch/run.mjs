// @ts-check
import { startChild } from './child.mjs';

/**
 * Runs a program to its end; with a lifecycle it is stopped with everything else.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: import('./env-files.mjs').Env, lifecycle?: import('./lifecycle.mjs').Lifecycle, inheritOutput?: boolean, graceMs?: number }} options
 * @returns {Promise<{ exit: import('./child.mjs').Exit, ok: boolean, output: string }>}
 */
export async function run(command, args, { lifecycle, graceMs, ...options }) {
  const child = startChild(command, args, options);
  const forget = lifecycle?.onStop(() => child.stop(graceMs));
  const exit = await child.exited;
  // Killed by our own shutdown: nobody must go on with a half-done result while the process ends.
  if (lifecycle?.isStopping()) await new Promise(() => {});
  forget?.();
  return { exit, ok: exit.code === 0, output: child.output() };
}
