'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { formatJobView, type JobViewParams, parseJobView } from './job-view-params';

/** Whether Back leads to what was shown before: so for a choice, not for every letter that is typed. */
export type HistoryStep = 'push' | 'replace';

/**
 * What the address says is shown, and in which order. The address leads: the router keeps pages that were rendered for
 * another one, and Back and Forward change it without rendering anything.
 */
export function useJobView(jobId: string) {
  const params = useSearchParams();
  const [view, setView] = useState(() => parseJobView(Object.fromEntries(params)));
  const path = `/jobs/${jobId}`;

  useEffect(() => {
    const onPopState = () => {
      if (window.location.pathname !== path) return;
      const next = parseJobView(Object.fromEntries(new URLSearchParams(window.location.search)));
      setView((before) => (formatJobView(before) === formatJobView(next) ? before : next));
    };
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, [path]);

  const changeView = (next: JobViewParams, step: HistoryStep = 'push') => {
    setView(next);
    const address = path + formatJobView(next);
    if (step === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  };

  return { view, changeView };
}
