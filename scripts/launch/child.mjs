// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const KEPT_LINES = 200;
const DRAIN_MS = 500;

/**
 * @typedef {object} Exit
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {NodeJS.ErrnoException} [error] set when the program could not be started at all
 *
 * @typedef {object} Child
 * @property {number | undefined} pid undefined when the program could not be started
 * @property {Promise<Exit>} exited never rejects
 * @property {() => string} output the last lines of stdout and stderr
 * @property {(listener: (line: string) => void) => () => void} onLine returns the way to unsubscribe
 * @property {(signal: NodeJS.Signals) => void} kill signals the process and its descendants; harmless when they are gone
 * @property {(graceMs?: number) => Promise<void>} stop SIGTERM, then SIGKILL; resolves when it is gone
 */

/** @type {Set<Child>} */
const live = new Set();
process.on('exit', () => {
  for (const child of live) child.kill('SIGKILL');
});

/**
 * Starts a program in a process group of its own: Ctrl-C in the terminal reaches the launcher alone,
 * which then stops its children in order, descendants included.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: import('./env-files.mjs').Env, inheritOutput?: boolean }} options
 * @returns {Child}
 */
export function startChild(command, args, { cwd, env, inheritOutput = false }) {
  const output = inheritOutput ? 'inherit' : 'pipe';
  const process_ = spawn(command, args, {
    cwd,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    detached: true,
    stdio: ['ignore', output, output],
  });
  /** @type {string[]} */
  const lines = [];
  /** @type {Set<(line: string) => void>} */
  const listeners = new Set();
  for (const stream of [process_.stdout, process_.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      for (const listener of listeners) listener(line);
    });
  }

  /** @type {Promise<Exit>} */
  const exited = new Promise((resolve) => {
    process_.once('error', (error) => resolve({ code: null, signal: null, error }));
    process_.once('exit', async (code, signal) => {
      // Its last words may still be in the pipe, but a descendant may also hold the pipe open for ever.
      await Promise.race([new Promise((closed) => process_.once('close', closed)), delay(DRAIN_MS)]);
      resolve({ code, signal });
    });
  });

  /** @type {Child} */
  const child = {
    pid: process_.pid,
    exited,
    output: () => lines.join('\n'),
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kill(signal) {
      if (process_.pid === undefined) return;
      try {
        process.kill(-process_.pid, signal);
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
      }
    },
    async stop(graceMs = 8_000) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
      child.kill('SIGKILL');
    },
  };
  live.add(child);
  exited.then(() => live.delete(child));
  return child;
}

/**
 * @param {Exit} exit
 * @returns {string} such as `exit code 1` or `killed by SIGKILL`
 */
export function describeExit({ code, signal, error }) {
  if (error) return error.message;
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}
