import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gather } from './gather.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const GATHER_MS = 350;

it('asks once for many requests within a moment', async () => {
  const ask = vi.fn(async () => true);
  const { request } = gather(ask, GATHER_MS);
  for (let count = 0; count < 5; count += 1) request();
  await vi.advanceTimersByTimeAsync(10 * GATHER_MS);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('asks in the midst of requests that do not end', async () => {
  const ask = vi.fn(async () => true);
  const { request } = gather(ask, GATHER_MS);
  for (let count = 0; count < 20; count += 1) {
    request();
    await vi.advanceTimersByTimeAsync(GATHER_MS / 2);
  }
  expect(ask.mock.calls.length).toBeGreaterThanOrEqual(6);
});

it('asks one at a time, and again for what came meanwhile', async () => {
  const answers: ((isCurrent: boolean) => void)[] = [];
  const ask = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)));
  const { request } = gather(ask, GATHER_MS);
  request();
  await vi.advanceTimersByTimeAsync(GATHER_MS);
  request();
  await vi.advanceTimersByTimeAsync(10 * GATHER_MS);
  expect(ask).toHaveBeenCalledTimes(1);
  answers[0]?.(true);
  await vi.advanceTimersByTimeAsync(GATHER_MS);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks again where the answer is older than what is known', async () => {
  const ask = vi.fn(async () => ask.mock.calls.length > 1);
  const { request } = gather(ask, GATHER_MS);
  request();
  await vi.advanceTimersByTimeAsync(10 * GATHER_MS);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks no more once it is stopped', async () => {
  const ask = vi.fn(async () => true);
  const { request, stop } = gather(ask, GATHER_MS);
  request();
  stop();
  await vi.advanceTimersByTimeAsync(10 * GATHER_MS);
  expect(ask).not.toHaveBeenCalled();
});
