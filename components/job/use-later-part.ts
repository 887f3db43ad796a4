'use client';

import { useEffect, useState } from 'react';

const AT_REST_WITHIN_MS = 2_000;

/**
 * A part of the page that is not needed when it opens: fetched once the page has come to rest, so that it is there when
 * it is wanted, or as soon as it is wanted. Null until then.
 * @param load always the same function
 */
export function useLaterPart<Part extends object>(load: () => Promise<Part>, isWanted: boolean): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => {
    if (part !== null) return;
    // What could not be fetched in advance is tried again when it is wanted.
    const fetchPart = () => load().then(setPart, () => {});
    if (isWanted) {
      void fetchPart();
      return;
    }
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(fetchPart, AT_REST_WITHIN_MS);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(() => void fetchPart(), { timeout: AT_REST_WITHIN_MS });
    return () => cancelIdleCallback(request);
  }, [load, isWanted, part]);
  return part;
}
