'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { UploadQueue } from '@/lib/upload/upload-queue';
import type { UploadTotals } from '@/lib/upload/upload-totals';
import { announce } from './announcement';

/** Progress is not said more often than this. */
const PROGRESS_INTERVAL_MS = 10_000;

/** Says the numbers to screen readers: at the start, now and then while files go up, when there is a choice, at the end. */
export function UploadAnnouncer({ queue, totals }: { queue: UploadQueue; totals: UploadTotals }) {
  const [spoken, setSpoken] = useState('');
  const lastSpokenAt = useRef(Number.NEGATIVE_INFINITY);
  const moment = announce(queue, totals)?.moment ?? null;
  const speak = useEffectEvent(() => {
    const announcement = announce(queue, totals);
    const now = performance.now();
    if (announcement?.isProgress && now - lastSpokenAt.current < PROGRESS_INTERVAL_MS) return;
    lastSpokenAt.current = now;
    setSpoken(announcement?.words ?? '');
  });
  useEffect(() => {
    if (moment === null) setSpoken('');
    else speak();
  }, [moment]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {spoken}
    </p>
  );
}
