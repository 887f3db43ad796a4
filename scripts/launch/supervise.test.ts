import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Child, startChild } from './child.mjs';
import { createRestartPolicy } from './restart-policy.mjs';
import { supervise } from './supervise.mjs';

let stoppers: (() => Promise<void>)[];
let stopping: boolean;
const lifecycle = {
  isStopping: () => stopping,
  onStop: (stop: () => Promise<void>) => {
    stoppers.push(stop);
    return () => true;
  },
  stop: () => Promise.reject(new Error('not here')),
};

beforeEach(() => {
  stoppers = [];
  stopping = false;
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(async () => {
  stopping = true;
  for (const stop of stoppers) await stop();
  vi.restoreAllMocks();
});

/** A server that lives until it is killed, or ends at once with the given code. */
function startFake(started: Child[], exitCode?: number) {
  return async (onSpawn: (child: Child) => void) => {
    const script = exitCode === undefined ? 'setInterval(() => {}, 1000)' : `process.exit(${exitCode})`;
    const child = startChild(process.execPath, ['-e', script], { cwd: '/', env: process.env });
    onSpawn(child);
    started.push(child);
    return { child };
  };
}

function options(start: ReturnType<typeof startFake>) {
  const onGiveUp = vi.fn<(error: Error) => void>();
  const policy = createRestartPolicy({ maxDeaths: 3, firstDelayMs: 1 });
  return { name: 'The fake', start, lifecycle, onLine: () => {}, onGiveUp, policy };
}

test('starts a killed server again and says so once', async () => {
  const started: Child[] = [];
  await supervise(options(startFake(started)));
  started[0]?.kill('SIGKILL');
  await expect.poll(() => started.length).toBe(2);
  expect(vi.mocked(console.log).mock.calls).toEqual([
    ['The fake ended unexpectedly (killed by SIGKILL); restarting it.'],
  ]);
});

test('gives up when deaths crowd', async () => {
  const started: Child[] = [];
  const given = options(startFake(started, 7));
  await supervise(given);
  await expect.poll(() => given.onGiveUp.mock.calls.length, { timeout: 10_000 }).toBe(1);
  expect(started).toHaveLength(3);
  expect(given.onGiveUp.mock.calls[0]?.[0].message).toMatch(/The fake ended again and again \(last: exit code 7\)/);
});

test('a first start that fails is not repeated', async () => {
  const start = vi.fn(() => Promise.reject(new Error('data directory is in use')));
  await expect(supervise(options(start))).rejects.toThrow('data directory is in use');
  expect(start).toHaveBeenCalledOnce();
});

test('does not restart what is stopped with everything else', async () => {
  const started: Child[] = [];
  await supervise(options(startFake(started)));
  stopping = true;
  for (const stop of stoppers) await stop();
  expect(started).toHaveLength(1);
  expect(console.log).not.toHaveBeenCalled();
});
