'use client';

import { useSyncExternalStore } from 'react';
import { formatDate, formatRelativeTime, readCoarseClock } from '@/lib/format-time';

const MINUTE_MS = 60_000;

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE_MS);
  return () => clearInterval(timer);
}

/** "5 minutes ago", kept fresh. The server, which knows neither zone nor clock of the reader, writes the date. */
export function RelativeTime({ dateTime, className }: { dateTime: string; className?: string }) {
  const nowMs = useSyncExternalStore<number | null>(subscribe, readCoarseClock, () => null);
  return (
    <time
      dateTime={dateTime}
      className={className}
      title={nowMs === null ? undefined : new Date(dateTime).toLocaleString()}
    >
      {nowMs === null ? formatDate(dateTime) : formatRelativeTime(dateTime, nowMs)}
    </time>
  );
}
