'use client';

import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, Pause, Play, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Progress } from '@/components/ui/progress';
import { Spinner } from '@/components/ui/spinner';
import { formatBytes } from '@/lib/format-bytes';
import { formatTimeLeft } from '@/lib/upload/format-time-left';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import { hasEnded } from '@/lib/upload/upload-queue';
import type { UploadSnapshot } from '@/lib/upload/upload-state';
import type { UploadTotals } from '@/lib/upload/upload-totals';
import { describeInterruption, describeTrouble, summarizeUploads } from './upload-summary';
import { UploadTrayRow } from './upload-tray-row';

const LINGER_MS = 6_000;

type UploadTrayProps = { engine: UploadEngine; uploads: UploadSnapshot; totals: UploadTotals };

/** How far the uploads are, at the lower right: a pill that opens into the list. It leaves by itself when all went well. */
export function UploadTray({ engine, uploads, totals }: UploadTrayProps) {
  const [open, setOpen] = useState(false);
  const [closed, setClosed] = useState(false);
  const active = totals.activeCount > 0;
  const trouble = describeTrouble(totals);
  const shownCount = totals.fileCount + totals.refusedCount;

  const dismissAll = () => {
    setOpen(false);
    for (const item of uploads.queue.items.values()) {
      // Refused and failed files stay on their tiles; what is in needs no line any more.
      if (item.stage === 'ready' || item.stage === 'duplicate' || item.stage === 'cancelled') engine.dismiss(item.id);
    }
    setClosed(true);
  };

  const leave = useEffectEvent(dismissAll);
  useEffect(() => {
    if (active) setClosed(false);
    else if (trouble === null && !open) {
      const timer = setTimeout(leave, LINGER_MS);
      return () => clearTimeout(timer);
    }
  }, [active, trouble, open]);

  if (shownCount === 0 || (closed && !active)) return null;

  return (
    <section
      aria-label="Uploads"
      className="fixed right-3 bottom-20 left-3 z-40 animate-rise-in overflow-hidden rounded-xl border bg-raised shadow-float sm:right-4 sm:bottom-4 sm:left-auto sm:w-88"
    >
      <div className="flex h-12 items-center gap-2.5 pr-1.5 pl-4">
        <TrayIcon active={active} trouble={trouble !== null} paused={uploads.paused} />
        <p className="min-w-0 flex-1 truncate font-medium tabular-nums">
          {summarizeUploads(totals, uploads.paused)}
          {trouble && totals.doneCount + totals.activeCount > 0 ? (
            <span className="font-normal text-danger">, {trouble}</span>
          ) : null}
        </p>
        {active ? (
          <IconButton
            label={uploads.paused ? 'Resume uploads' : 'Pause uploads'}
            tooltip={uploads.paused ? 'Resume' : 'Pause'}
            size="sm"
            onClick={() => (uploads.paused ? engine.resume() : engine.pause())}
          >
            {uploads.paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
          </IconButton>
        ) : null}
        <IconButton
          label={open ? 'Hide the list of uploads' : 'Show the list of uploads'}
          tooltip={open ? 'Hide the list' : 'Show the list'}
          size="sm"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDown aria-hidden="true" /> : <ChevronUp aria-hidden="true" />}
        </IconButton>
        {active ? null : (
          <IconButton label="Close uploads" tooltip="Close" size="sm" onClick={dismissAll}>
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {active ? (
        <Progress
          value={totals.totalBytes === 0 ? 0 : totals.sentBytes / totals.totalBytes}
          label="All uploads"
          className="h-1 rounded-none"
        />
      ) : null}
      {open ? (
        <>
          <TrayDetails uploads={uploads} totals={totals} />
          <div className="max-h-[min(18rem,40dvh)] divide-y overflow-y-auto border-t">
            {[...uploads.queue.items.values()].map((item) => (
              <UploadTrayRow key={item.id} item={item} engine={engine} />
            ))}
          </div>
          <div className="flex justify-end gap-2 border-t p-2 empty:hidden">
            {totals.failedCount > 0 ? (
              <Button size="sm" onClick={() => engine.retryAll()}>
                Retry failed
              </Button>
            ) : null}
            {active ? (
              <Button size="sm" variant="quiet" onClick={() => engine.cancelAll()}>
                Cancel all
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </section>
  );
}

function TrayIcon({ active, trouble, paused }: { active: boolean; trouble: boolean; paused: boolean }) {
  if (active && paused) return <Pause aria-hidden="true" className="size-4 shrink-0 text-muted" />;
  if (active) return <Spinner className="shrink-0 text-accent" />;
  if (trouble) return <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />;
  return <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-accent" />;
}

function TrayDetails({ uploads, totals }: { uploads: UploadSnapshot; totals: UploadTotals }) {
  const interruption = describeInterruption(uploads, totals);
  const under = [...uploads.queue.items.values()].some((item) => !hasEnded(item));
  if (!under) return null;
  const leftBytes = totals.totalBytes - totals.sentBytes;
  const speed = uploads.bytesPerSecond;
  return (
    <p className={cn('px-4 py-2 text-muted text-xs tabular-nums', interruption && 'text-text')}>
      {interruption ??
        [
          `${formatBytes(totals.sentBytes)} of ${formatBytes(totals.totalBytes)}`,
          speed ? `${formatBytes(speed)}/s` : null,
          speed && leftBytes > 0 ? `${formatTimeLeft(leftBytes / speed)} left` : null,
          leftBytes === 0 ? 'verifying the last ones' : null,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
    </p>
  );
}
