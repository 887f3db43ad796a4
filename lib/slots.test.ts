import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

test('at most as much runs at once as there are slots, in order, and failures give theirs back', async () => {
  const slots = createSlots(2);
  const log: string[] = [];
  const finish = new Map<string, () => void>();
  const run = (name: string, needed: number) =>
    slots(needed, async () => {
      log.push(name);
      await new Promise<void>((resolve) => finish.set(name, resolve));
      if (name === 'b') throw new Error('b failed');
    });
  const settled = Promise.allSettled([run('a', 1), run('b', 1), run('whole', 2), run('c', 1)]);
  const tick = () => new Promise((resolve) => setImmediate(resolve));

  await tick();
  expect(log).toEqual(['a', 'b']);
  finish.get('a')?.();
  await tick();
  expect(log).toEqual(['a', 'b']);
  finish.get('b')?.();
  await tick();
  expect(log).toEqual(['a', 'b', 'whole']);
  finish.get('whole')?.();
  await tick();
  expect(log).toEqual(['a', 'b', 'whole', 'c']);
  finish.get('c')?.();
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});
