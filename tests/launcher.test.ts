import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { isBuilt } from '../scripts/launch/build.mjs';
import { type Child, startChild } from '../scripts/launch/child.mjs';
import { isInstalled } from '../scripts/launch/installed-packages.mjs';
import { ROOT } from '../scripts/launch/paths.mjs';
import { findFreePort } from '../scripts/launch/ports.mjs';
import { within } from '../scripts/launch/within.mjs';

const READY_WITHIN_MS = 90_000;
const EXIT_WITHIN_MS = 20_000;

let tempDir: string;
let launchers: Child[];

// A launcher that installs or builds would do so below the feet of the tests that run.
beforeAll(() => {
  if (!isInstalled(ROOT) || !isBuilt(ROOT)) throw new Error('There is no build of the present sources. Run: npm start');
});
beforeEach(() => {
  tempDir = mkdtempSync(join(tmpdir(), 'vitrine-launcher-'));
  launchers = [];
});
afterEach(async () => {
  for (const launcher of launchers) await launcher.stop(15_000);
  rmSync(tempDir, { recursive: true, force: true });
});

async function freeSettings() {
  const port = await findFreePort();
  const supabasePort = await findFreePort();
  const dataDir = join(tempDir, 'data');
  const env = { PORT: `${port}`, SUPABASE_PORT: `${supabasePort}`, VITRINE_DATA_DIR: dataDir, SUPABASE_URL: '' };
  return { env, port, supabasePort, dataDir };
}

/** Runs what `npm start` runs. */
function startLauncher(env: Record<string, string>): Child {
  const launcher = startChild(process.execPath, [`${ROOT}/scripts/start.mjs`], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  launchers.push(launcher);
  return launcher;
}

async function waitForLine(launcher: Child, pattern: RegExp): Promise<void> {
  const seen = new Promise<string>((resolve) => {
    if (pattern.test(launcher.output())) resolve('seen');
    launcher.onLine((line) => pattern.test(line) && resolve('seen'));
  });
  const outcome = await within(READY_WITHIN_MS, Promise.race([seen, launcher.exited]));
  if (outcome !== 'seen') throw new Error(`never said ${pattern}: ${JSON.stringify(outcome)}\n${launcher.output()}`);
}

const waitUntilReady = (launcher: Child) => waitForLine(launcher, /Ctrl-C stops it/);

async function waitForExit(launcher: Child) {
  const exit = await within(EXIT_WITHIN_MS, launcher.exited);
  if (!exit) throw new Error(`still running:\n${launcher.output()}`);
  return exit;
}

/** Only the launcher gets the signal; its children are its own affair. */
function signalLauncher(launcher: Child, signal: NodeJS.Signals): void {
  if (launcher.pid === undefined) throw new Error('the launcher did not start');
  process.kill(launcher.pid, signal);
}

function readBackendPid(dataDir: string): number {
  return JSON.parse(readFileSync(join(dataDir, 'embedded.json'), 'utf8')).pid;
}

function listChildPids(pid: number | undefined): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function findHealth(port: number): Promise<number | null> {
  try {
    return (await fetch(`http://localhost:${port}/api/health`)).status;
  } catch {
    return null;
  }
}

async function occupy(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return server;
}

test('serves, brings a killed back end back, and leaves nothing behind after Ctrl-C', async () => {
  const { env, port, supabasePort, dataDir } = await freeSettings();
  const launcher = startLauncher(env);
  await waitUntilReady(launcher);
  expect(launcher.output()).toContain(`Vitrine is ready at http://localhost:${port}`);
  expect(launcher.output()).toMatch(/mails can be read at http:/);
  expect(await findHealth(port)).toBe(200);
  const keysBefore = JSON.parse(readFileSync(join(dataDir, 'embedded.json'), 'utf8'));
  const [backendPid, appPid] = listChildPids(launcher.pid);
  expect(backendPid).toBe(keysBefore.pid);

  process.kill(keysBefore.pid, 'SIGKILL');
  await waitForLine(launcher, /The embedded Supabase ended unexpectedly \(killed by SIGKILL\); restarting it\./);
  await expect.poll(() => readBackendPid(dataDir), { timeout: READY_WITHIN_MS }).not.toBe(keysBefore.pid);
  await expect.poll(() => findHealth(port), { timeout: READY_WITHIN_MS }).toBe(200);
  const keysAfter = JSON.parse(readFileSync(join(dataDir, 'embedded.json'), 'utf8'));
  expect({ ...keysAfter, pid: 0 }).toEqual({ ...keysBefore, pid: 0 });
  const pids = listChildPids(launcher.pid);
  expect(pids).toContain(appPid);
  expect(pids).toHaveLength(2);

  signalLauncher(launcher, 'SIGINT');
  expect((await waitForExit(launcher)).code).toBe(130);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(await isListening(port)).toBe(false);
  expect(await isListening(supabasePort)).toBe(false);
});

test('a second start on the same data directory says who has it and ends', async () => {
  const { env } = await freeSettings();
  const first = startLauncher(env);
  await waitUntilReady(first);
  const { env: otherEnv } = await freeSettings();
  const second = startLauncher({ ...otherEnv, VITRINE_DATA_DIR: env.VITRINE_DATA_DIR });
  const exit = await within(READY_WITHIN_MS, second.exited);
  expect(exit?.code).toBe(1);
  const backendPid = readBackendPid(env.VITRINE_DATA_DIR);
  expect(second.output()).toContain(`data directory ${env.VITRINE_DATA_DIR} is in use by process ${backendPid}`);
  expect(second.output()).not.toContain('restarting');
  expect(await findHealth(Number(env.PORT))).toBe(200);

  signalLauncher(first, 'SIGTERM');
  expect((await waitForExit(first)).code).toBe(143);
});

test('servers do not outlive a launcher that was killed', async () => {
  const { env, port, supabasePort } = await freeSettings();
  const launcher = startLauncher(env);
  await waitUntilReady(launcher);
  const pids = listChildPids(launcher.pid);
  expect(pids).toHaveLength(2);
  signalLauncher(launcher, 'SIGKILL');
  await expect.poll(() => pids.filter(isAlive), { timeout: EXIT_WITHIN_MS }).toEqual([]);
  expect(await isListening(port)).toBe(false);
  expect(await isListening(supabasePort)).toBe(false);
});

test.each(['PORT', 'SUPABASE_PORT'] as const)('a taken %s is named at once', async (variable) => {
  const { env } = await freeSettings();
  const server = await occupy(Number(env[variable]));
  const launcher = startLauncher(env);
  expect((await waitForExit(launcher)).code).toBe(1);
  expect(launcher.output()).toMatch(new RegExp(`Port ${env[variable]}, .* is taken.* ${variable}=\\d+ npm start`));
  await new Promise((closed) => server.close(closed));
});

test('a data directory that cannot be written to is named at once', async () => {
  const { env } = await freeSettings();
  const launcher = startLauncher({ ...env, VITRINE_DATA_DIR: '/dev/null/data' });
  expect((await waitForExit(launcher)).code).toBe(1);
  expect(launcher.output()).toMatch(/cannot write to its data directory \/dev\/null\/data \(ENOTDIR\)/);
});
