'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { UploadTotals } from '@/lib/upload/upload-totals';
import { describeTrouble, summarizeUploads } from './upload-summary';

const INTERVAL_MS = 5_000;

/** Says the numbers to screen readers: now and then while files go up, and once at the end. */
export function UploadAnnouncer({ totals }: { totals: UploadTotals }) {
  const [spoken, setSpoken] = useState('');
  const active = totals.activeCount > 0;
  const any = totals.fileCount + totals.refusedCount > 0;
  const speak = useEffectEvent(() => {
    const trouble = describeTrouble(totals);
    setSpoken(`${summarizeUploads(totals, false)}${trouble ? `, ${trouble}` : ''}.`);
  });
  useEffect(() => {
    if (!any) return;
    speak();
    if (!active) return;
    const timer = setInterval(speak, INTERVAL_MS);
    return () => clearInterval(timer);
  }, [active, any]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {any ? spoken : ''}
    </p>
  );
}
