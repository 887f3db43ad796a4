'use client';

import { useEffect, useRef, useState } from 'react';

/** Pages asked for at once. */
const PARALLEL = 2;
/** While somebody scrolls past, only what is in view at such moments is asked for. */
const LOOK_EVERY_MS = 80;

/**
 * Loads the pages that are in view, nearest first; what has left the view before its turn is not asked for.
 * @param load gives what went wrong, in words, or null
 */
export function usePageLoader(load: (page: number) => Promise<string | null>) {
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = useRef<readonly number[]>([]);
  const running = useRef(new Set<number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const pump = () => {
    while (running.current.size < PARALLEL) {
      const page = wanted.current.find((number) => !running.current.has(number));
      if (page === undefined) return;
      running.current.add(page);
      void load(page).then((failure) => {
        running.current.delete(page);
        wanted.current = failure === null ? wanted.current.filter((number) => number !== page) : [];
        setProblem(failure);
        pump();
      });
    }
  };

  const want = (pages: readonly number[]) => {
    wanted.current = pages;
    if (timer.current !== undefined || pages.length === 0) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      pump();
    }, LOOK_EVERY_MS);
  };

  return { want, problem };
}
