'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { formatJobAddress, formatJobView, type JobViewParams, parseJobView } from './job-view-params';

/** Whether Back leads to what was shown before: so for a choice, not for every letter that is typed. */
export type HistoryStep = 'push' | 'replace';

/** Walking from image to image must not flood the browser's history: some refuse more than a few changes a second. */
const SETTLE_MS = 300;

/**
 * What the address says is shown: which images, in which order, and the one that is open. The address leads: the router
 * keeps pages that were rendered for another one, and Back and Forward change it without rendering anything.
 */
export function useJobAddress(jobId: string) {
  const params = useSearchParams();
  const [view, setView] = useState(() => parseJobView(Object.fromEntries(params)));
  const [openId, setOpenId] = useState(() => params.get('asset'));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const path = `/jobs/${jobId}`;

  useEffect(() => {
    const onPopState = () => {
      if (window.location.pathname !== path) return;
      clearTimeout(timer.current);
      const now = new URLSearchParams(window.location.search);
      const next = parseJobView(Object.fromEntries(now));
      setView((before) => (formatJobView(before) === formatJobView(next) ? before : next));
      setOpenId(now.get('asset'));
    };
    window.addEventListener('popstate', onPopState);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('popstate', onPopState);
    };
  }, [path]);

  const changeView = (next: JobViewParams, step: HistoryStep = 'push') => {
    setView(next);
    const address = path + formatJobAddress(next, null);
    if (step === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  };

  return {
    view,
    openId,
    changeView,
    /** Back closes it again. */
    open: (assetId: string) => {
      setOpenId(assetId);
      window.history.pushState({ wasOpenedHere: true }, '', path + formatJobAddress(view, assetId));
    },
    /** To another image, in the same step of the history. */
    moveTo: (assetId: string) => {
      setOpenId(assetId);
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () => window.history.replaceState(ownState(), '', path + formatJobAddress(view, assetId)),
        SETTLE_MS,
      );
    },
    close: () => {
      clearTimeout(timer.current);
      setOpenId(null);
      if (ownState().wasOpenedHere) window.history.back();
      else window.history.replaceState(null, '', path + formatJobAddress(view, null));
    },
  };
}

/** The step before this one is the same page without an open image. */
const ownState = (): { wasOpenedHere?: boolean } => ({ wasOpenedHere: window.history.state?.wasOpenedHere === true });
