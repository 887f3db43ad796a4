import type { BulkResult, BulkTarget } from './bulk-run.ts';

/** Images to be changed, and how many they are, as far as that is known. */
export type BulkTargets = { count: number; targets: () => AsyncIterable<readonly BulkTarget[]> };

/**
 * What a run left to be tried again: what failed and, when it did not get to the end by itself, what was not asked for.
 * That is listed anew, for the list may have been what broke off. @returns null where trying again is of no use
 */
export function restOf({ count, targets }: BulkTargets, { done, failed, stopped }: BulkResult): BulkTargets | null {
  if (stopped !== null && stopped !== 'cancelled' && stopped.mayPass) {
    const isDone = new Set(done.map(({ id }) => id));
    return { count: Math.max(0, count - done.length), targets: () => without(targets(), isDone) };
  }
  return failed.length === 0 ? null : theseTargets(failed.map(({ target }) => target));
}

export const theseTargets = (targets: readonly BulkTarget[]): BulkTargets => ({
  count: targets.length,
  targets: () => onePage(targets),
});

async function* without(
  pages: AsyncIterable<readonly BulkTarget[]>,
  ids: ReadonlySet<string>,
): AsyncGenerator<BulkTarget[]> {
  for await (const page of pages) yield page.filter(({ id }) => !ids.has(id));
}

async function* onePage<T>(page: T): AsyncGenerator<T> {
  yield page;
}
