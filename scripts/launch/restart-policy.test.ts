import { expect, test } from 'vitest';
import { createRestartPolicy } from './restart-policy.mjs';

test('restarts at once, then ever later, and gives up at the fifth death within the window', () => {
  const policy = createRestartPolicy({ maxDeaths: 5, windowMs: 60_000, firstDelayMs: 100, maxDelayMs: 1_000 });
  const decisions = [0, 1, 2, 3, 4].map((second) => policy.onDeath(second * 1000));
  expect(decisions).toEqual([
    { restart: true, delayMs: 100 },
    { restart: true, delayMs: 400 },
    { restart: true, delayMs: 1_000 },
    { restart: true, delayMs: 1_000 },
    { restart: false },
  ]);
});

test('forgets deaths that are older than the window', () => {
  const policy = createRestartPolicy({ maxDeaths: 2, windowMs: 1_000, firstDelayMs: 100 });
  expect(policy.onDeath(0)).toEqual({ restart: true, delayMs: 100 });
  expect(policy.onDeath(1_000)).toEqual({ restart: true, delayMs: 100 });
  expect(policy.onDeath(1_999)).toEqual({ restart: false });
});
