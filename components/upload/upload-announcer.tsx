'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { UploadTotals } from '@/lib/upload/upload-totals';
import { describeTrouble, summarizeUploads } from './upload-summary';

const INTERVAL_MS = 5_000;

/** Says the numbers to screen readers: now and then while files go up, at the end, and when files are refused. */
export function UploadAnnouncer({ totals }: { totals: UploadTotals }) {
  const [spoken, setSpoken] = useState('');
  const active = totals.activeCount > 0;
  const any = totals.fileCount + totals.refusedCount > 0;
  const refusedAtRestCount = active ? 0 : totals.refusedCount;
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
  // Files that are refused at once never make the uploads active.
  useEffect(() => {
    if (refusedAtRestCount > 0) speak();
  }, [refusedAtRestCount]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {any ? spoken : ''}
    </p>
  );
}
