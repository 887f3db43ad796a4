'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';

let arrivedByHistory = false;

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    arrivedByHistory = true;
  });
}

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
    if (arrivedByHistory) askAgain();
    arrivedByHistory = false;
  }, []);
}
