import { expect, test } from 'vitest';
import { describeExit, startChild } from './child.mjs';
import { within } from './within.mjs';

function startNode(script: string) {
  return startChild(process.execPath, ['-e', script], { cwd: '/', env: process.env });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('hands out lines and the exit code, with the last words of a program that ends at once', async () => {
  const child = startNode('console.log("out"); console.error("err"); process.exitCode = 3');
  const lines: string[] = [];
  child.onLine((line) => lines.push(line));
  const exit = await child.exited;
  expect(describeExit(exit)).toBe('exit code 3');
  expect(lines.sort()).toEqual(['err', 'out']);
});

test('a program that does not exist is told, not thrown', async () => {
  const child = startChild('/nonexistent/program', [], { cwd: '/', env: {} });
  expect((await child.exited).error?.code).toBe('ENOENT');
  await child.stop();
});

test('stop kills what ignores SIGTERM, descendants included', async () => {
  const child = startNode(`
    process.on('SIGTERM', () => {});
    const grandchild = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    console.log(grandchild.pid);
    setInterval(() => {}, 1000);
  `);
  const grandchildPid = await new Promise<number>((resolve) => child.onLine((line) => resolve(Number(line))));
  expect(isAlive(grandchildPid)).toBe(true);
  await child.stop(200);
  expect(describeExit(await child.exited)).toBe('killed by SIGKILL');
  await expect.poll(() => isAlive(grandchildPid)).toBe(false);
});

test('within gives up waiting', async () => {
  expect(await within(10, new Promise(() => {}))).toBeUndefined();
  expect(await within(1_000, Promise.resolve('done'))).toBe('done');
});
