'use client';

import { useEffect, useLayoutEffect, useState } from 'react';
import { isOpenedAgain } from '@/components/frame/use-fresh-after-back';

/**
 * Comes back to where the page was scrolled to, on Back, Forward and reload: browsers try as well, but before the list
 * has its height.
 * @param address of the page, with its view
 * @param isReady the list is as high as it will be
 */
export function useKeptScroll(address: string, isReady: boolean): void {
  const name = `scroll:${address}`;
  // Asked once: the answer is no more from the first effect on.
  const [isReturn] = useState(isOpenedAgain);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view of the same page is not come back to
  useLayoutEffect(() => {
    const top = isReady && isReturn ? Number(sessionStorage.getItem(name)) : 0;
    if (top > 0) window.scrollTo({ top, behavior: 'instant' });
  }, [isReady]);

  // The browser would only get in the way, also when an image that was walked to is closed by Back.
  useEffect(() => {
    window.history.scrollRestoration = 'manual';
    return () => {
      window.history.scrollRestoration = 'auto';
    };
  }, []);

  useEffect(() => {
    // Noted while it is scrolled: when the page goes, it may lie elsewhere already.
    let top = window.scrollY;
    const onScroll = () => {
      top = window.scrollY;
    };
    const save = () => sessionStorage.setItem(name, `${Math.round(top)}`);
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('pagehide', save);
    return () => {
      save();
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('pagehide', save);
    };
  }, [name]);
}
