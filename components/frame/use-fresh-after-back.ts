'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

let arrivedByHistory = false;

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    arrivedByHistory = true;
  });
}

/**
 * Asks the server again when the browser's Back or Forward led here: the router then shows the page as it was, without
 * what has been uploaded or published since.
 */
export function useFreshAfterBack(): void {
  const router = useRouter();
  useEffect(() => {
    if (arrivedByHistory) router.refresh();
    arrivedByHistory = false;
  }, [router]);
}
