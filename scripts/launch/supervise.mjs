// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { describeExit } from './child.mjs';
import { LaunchError } from './launch-error.mjs';
import { createRestartPolicy } from './restart-policy.mjs';

/**
 * @typedef {(onSpawn: (child: import('./child.mjs').Child) => void) => Promise<{ child: import('./child.mjs').Child }>} Start
 */

/**
 * Keeps a server alive. The first start is the caller's to see fail (a port, a lock: restarting cures neither);
 * afterwards every death leads to a restart, until they crowd.
 * @template {Awaited<ReturnType<Start>>} Started
 * @param {object} options
 * @param {string} options.name as it stands at the start of a sentence
 * @param {(onSpawn: (child: import('./child.mjs').Child) => void) => Promise<Started>} options.start
 * @param {import('./lifecycle.mjs').Lifecycle} options.lifecycle stops the server with everything else
 * @param {(line: string) => void} options.onLine what it writes once it is ready
 * @param {(error: LaunchError) => void} options.onGiveUp
 * @param {ReturnType<typeof createRestartPolicy>} [options.policy]
 * @returns {Promise<Started>}
 */
export async function supervise({ name, start, lifecycle, onLine, onGiveUp, policy = createRestartPolicy() }) {
  /** @type {import('./child.mjs').Child | undefined} */
  let current;
  lifecycle.onStop(async () => current?.stop());

  const startOnce = async () => {
    const started = await start((child) => {
      current = child;
      // A start that was asked for a moment before everything stops.
      if (lifecycle.isStopping()) child.kill('SIGTERM');
    });
    started.child.onLine(onLine);
    return started;
  };

  /** @param {Started} started */
  const keepAlive = async ({ child }) => {
    let words = describeExit(await child.exited);
    for (;;) {
      if (lifecycle.isStopping()) return;
      const decision = policy.onDeath(Date.now());
      if (!decision.restart) {
        onGiveUp(new LaunchError(`${current?.output()}\n\n${name} ended again and again (last: ${words}). Giving up.`));
        return;
      }
      console.log(`${name} ended unexpectedly (${words}); restarting it.`);
      await delay(decision.delayMs);
      if (lifecycle.isStopping()) return;
      try {
        keepAlive(await startOnce());
        return;
      } catch (error) {
        words = error instanceof Error ? error.message : String(error);
      }
    }
  };

  const started = await startOnce();
  keepAlive(started);
  return started;
}
