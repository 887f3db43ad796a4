/**
 * `read` of each item, in order; while one is waited for or used, up to `ahead` more are under way. Items are asked for
 * only when their turn to be read comes.
 */
export async function* readAhead<T, R>(
  items: AsyncIterable<T>,
  ahead: number,
  read: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const iterator = items[Symbol.asyncIterator]();
  const underWay: Promise<R>[] = [];
  let hasEnded = false;
  try {
    for (;;) {
      while (!hasEnded && underWay.length <= ahead) {
        const next = await iterator.next();
        if (next.done) {
          hasEnded = true;
        } else {
          const result = read(next.value);
          // Whoever awaits it is told; until then, and when nobody ever does, it is no unhandled failure.
          result.catch(() => {});
          underWay.push(result);
        }
      }
      const first = underWay.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await iterator.return?.();
  }
}
