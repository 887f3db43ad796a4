'use client';

import { useSyncExternalStore } from 'react';
import { formatDate, formatRelativeTime } from '@/lib/format-time';

const MINUTE_MS = 60_000;

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE_MS);
  return () => clearInterval(timer);
}

// Whole minutes: the snapshot must not change between two reads of one render.
const readMinute = () => Math.floor(Date.now() / MINUTE_MS);

/** "5 minutes ago", kept fresh. The server, which knows neither zone nor clock of the reader, writes the date. */
export function RelativeTime({ dateTime, className }: { dateTime: string; className?: string }) {
  const minute = useSyncExternalStore<number | null>(subscribe, readMinute, () => null);
  return (
    <time
      dateTime={dateTime}
      className={className}
      title={minute === null ? undefined : new Date(dateTime).toLocaleString()}
    >
      {minute === null ? formatDate(dateTime) : formatRelativeTime(dateTime, (minute + 1) * MINUTE_MS)}
    </time>
  );
}
