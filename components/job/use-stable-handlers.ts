'use client';

import { useLayoutEffect, useRef, useState } from 'react';

// biome-ignore lint/suspicious/noExplicitAny: any function is a handler; callers keep their own types
type Handlers = Record<string, (...args: any[]) => unknown>;

/** The same functions in an object that never changes, so that memoized tiles are not drawn again for them. */
export function useStableHandlers<T extends Handlers>(handlers: T): T {
  const latest = useRef(handlers);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  const [stable] = useState(() => {
    const entries = Object.keys(handlers).map((name) => [
      name,
      (...args: unknown[]) => latest.current[name]?.(...args),
    ]);
    return Object.fromEntries(entries) as T;
  });
  return stable;
}
