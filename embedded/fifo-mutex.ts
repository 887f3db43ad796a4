/** Runs one function at a time, in the order of the calls. Not re-entrant: a nested call waits for ever. */
export type Mutex = <T>(fn: () => Promise<T>) => Promise<T>;

export function createFifoMutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve();
  return (fn) => {
    const result = tail.then(fn);
    tail = result.catch(() => undefined);
    return result;
  };
}
