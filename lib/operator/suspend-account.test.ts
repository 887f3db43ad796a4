import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import type { OperatorStore, SuspensionProgress } from '../ports/operator-store.ts';
import { suspendAccount } from './suspend-account.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const left = (assetsLeft: number, filesLeft: number, dueAssetIds: string[] = []): SuspensionProgress => ({
  ...{ dueAssetIds, assetsLeft, filesLeft },
});

/** The back end as it is at each look; the last state stays. */
function suspend(states: SuspensionProgress[]) {
  const claimed: string[] = [];
  const progress: number[] = [];
  let looks = 0;
  const store = {
    suspendAccount: async () => {},
    advanceSuspension: async () => states[Math.min(looks++, states.length - 1)],
  } as unknown as OperatorStore;
  const worker = {
    assets: { claim: async (id: string) => void claimed.push(id) },
    settleBranding: async () => {},
  } as unknown as WorkerDependencies;
  const result = suspendAccount('owner', null, { store, worker }, ({ filesLeft }) => progress.push(filesLeft));
  return { result, claimed, progress };
}

test('works on what is due until no file is left, and tells what changes', async () => {
  const { result, claimed, progress } = suspend([
    left(2, 6, ['a', 'b']),
    left(1, 3),
    left(1, 3, ['b']),
    left(0, 1),
    left(0, 0),
  ]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await result).toEqual(left(0, 0));
  expect(claimed).toEqual(['a', 'b', 'b']);
  expect(progress).toEqual([6, 3, 1, 0]);
});

test('gives up when nothing has gone for a minute', async () => {
  const { result, progress } = suspend([left(2, 6, ['a', 'b']), left(1, 3)]);
  let isOver = false;
  void result.then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(59_000);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await result).toEqual(left(1, 3));
  expect(progress).toEqual([6, 3]);
});
