'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';

/** Back or Forward led to this path, and no page that looks here has been opened since. */
let arrivedAt: string | null = null;
/** Of the page that is mounted. */
let shownPath: string | null = null;
/** The document itself is one that was open before; its first page is as fresh as can be. */
let isReopened = false;

if (typeof window !== 'undefined') {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  isReopened = navigation?.type === 'back_forward' || navigation?.type === 'reload';
  window.addEventListener('popstate', () => {
    // Within one page there is nothing to come back to.
    arrivedAt = window.location.pathname === shownPath ? null : window.location.pathname;
  });
}

/** While a page is rendered for the first time: whether Back, Forward or a reload opens it once more. */
export const isOpenedAgain = (): boolean =>
  isReopened || (arrivedAt !== null && arrivedAt === window.location.pathname);

/**
 * Asks the server again when the browser's Back or Forward led here: the router then shows the page as it was, without
 * what has been uploaded or published since.
 *
 * @param reload for a page that keeps a state of its own; without it the router renders the page anew.
 */
export function useFreshAfterBack(reload?: () => void): void {
  const router = useRouter();
  const askAgain = useEffectEvent(() => {
    if (reload === undefined) router.refresh();
    else reload();
  });
  useEffect(() => {
    const isStale = arrivedAt === window.location.pathname;
    arrivedAt = null;
    isReopened = false;
    shownPath = window.location.pathname;
    if (isStale) askAgain();
  }, []);
}
