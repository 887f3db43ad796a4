'use client';

import { useEffect, useRef, useState } from 'react';

/** Pages asked for at once. */
const PARALLEL = 2;
/** While somebody scrolls past, only what is in view at such moments is asked for. */
const LOOK_EVERY_MS = 80;

/** Pages by number; `first` are those that somebody waits for. */
type Wanted = { first: readonly number[]; inView: readonly number[] };

/**
 * Loads the pages that are in view, nearest first; what has left the view before its turn is not asked for.
 * @param load gives what went wrong, in words, or null
 */
export function usePageLoader(load: (page: number) => Promise<string | null>) {
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = useRef<Wanted>({ first: [], inView: [] });
  const running = useRef(new Set<number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const pump = () => {
    while (running.current.size < PARALLEL) {
      const { first, inView } = wanted.current;
      const page = [...first, ...inView].find((number) => !running.current.has(number));
      if (page === undefined) return;
      running.current.add(page);
      void load(page).then((failure) => {
        running.current.delete(page);
        const isOther = (number: number) => failure === null && number !== page;
        wanted.current = {
          first: wanted.current.first.filter(isOther),
          inView: wanted.current.inView.filter(isOther),
        };
        setProblem(failure);
        pump();
      });
    }
  };

  const want = (pages: readonly number[], order: keyof Wanted = 'inView') => {
    wanted.current = { ...wanted.current, [order]: pages };
    if (timer.current !== undefined || pages.length === 0) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      pump();
    }, LOOK_EVERY_MS);
  };

  return { want, problem };
}
