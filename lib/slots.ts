/** Runs work when enough slots are free; what has to wait starts in order of arrival. */
export type Slots = <T>(needed: number, work: () => Promise<T>) => Promise<T>;

/**
 * A bound on what runs at once in this process. Not reentrant: work that asks for a slot again may wait for ever.
 * @param count slots in all; `needed` must not be more
 */
export function createSlots(count: number): Slots {
  let free = count;
  const waiting: { needed: number; start: () => void }[] = [];

  const startWaiting = () => {
    for (let next = waiting[0]; next !== undefined && next.needed <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.needed;
      next.start();
    }
  };

  return async (needed, work) => {
    await new Promise<void>((resolve) => {
      waiting.push({ needed, start: resolve });
      startWaiting();
    });
    try {
      return await work();
    } finally {
      free += needed;
      startWaiting();
    }
  };
}
