'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadQueue } from '@/lib/upload/upload-queue';
import type { UploadTotals } from '@/lib/upload/upload-totals';

const LINGER_MS = 6_000;

/**
 * Whether the tray and its list show. It leaves by itself when all went well, and comes back for every file it was not
 * closed over: also for one that is refused at once, so that no drop is silent.
 */
export function useUploadTray(engine: UploadEngine, queue: UploadQueue, totals: UploadTotals) {
  const [open, setOpen] = useState(false);
  const [closedOver, setClosedOver] = useState<ReadonlySet<string> | null>(null);
  const active = totals.activeCount > 0;
  const troubled = totals.failedCount + totals.refusedCount > 0;

  const close = () => {
    setOpen(false);
    for (const item of queue.items.values()) {
      // Refused and failed files stay on their tiles; what is in needs no line any more.
      if (item.stage === 'ready' || item.stage === 'duplicate' || item.stage === 'cancelled') engine.dismiss(item.id);
    }
    setClosedOver(new Set(queue.order));
  };

  const leave = useEffectEvent(close);
  useEffect(() => {
    if (active) setClosedOver(null);
    else if (!troubled && !open) {
      const timer = setTimeout(leave, LINGER_MS);
      return () => clearTimeout(timer);
    }
  }, [active, troubled, open]);

  const closed = closedOver !== null && queue.order.every((id) => closedOver.has(id));
  const shown = totals.fileCount + totals.refusedCount > 0 && (active || !closed);
  return { shown, open, setOpen, close };
}
