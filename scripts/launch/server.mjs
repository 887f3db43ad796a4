// @ts-check
import { fileURLToPath } from 'node:url';
import { startChild } from './child.mjs';
import { PINNED_NODE, ROOT } from './paths.mjs';

const FOLLOW_PARENT = fileURLToPath(new URL('./follow-parent.mjs', import.meta.url));

/**
 * Starts a long-running program on the pinned Node; it ends when this process does, whatever ends it.
 * @param {string[]} args
 * @param {import('./env-files.mjs').Env} env
 */
export function startServer(args, env) {
  return startChild(PINNED_NODE, ['--import', FOLLOW_PARENT, ...args], {
    cwd: ROOT,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1', LITE_TELEMETRY: '0' },
  });
}
