'use client';

import { useSyncExternalStore } from 'react';
import { formatCount } from '@/lib/format-count';
import { formatDate } from '@/lib/format-time';

const DAY_MS = 86_400_000;
const TRASH_DAYS = 30;

const subscribe = () => () => {};

/** "12 days left". The server writes the day instead, so that both clocks need not agree. */
export function TrashDeadline({ trashedAt }: { trashedAt: string }) {
  const deadlineMs = Date.parse(trashedAt) + TRASH_DAYS * DAY_MS;
  const daysLeft = useSyncExternalStore<number | null>(
    subscribe,
    () => Math.max(0, Math.ceil((deadlineMs - Date.now()) / DAY_MS)),
    () => null,
  );
  if (daysLeft === null) return `until ${formatDate(new Date(deadlineMs).toISOString())}`;
  if (daysLeft === 0) return 'deleted today';
  return `${formatCount(daysLeft, 'day')} left`;
}
