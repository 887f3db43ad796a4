'use client';

import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, Pause, Play, X } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { Spinner } from '@/components/ui/spinner';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadTotals } from '@/lib/upload/upload-totals';
import { describeTrouble, summarizeUploads } from './upload-summary';

type UploadTrayBarProps = {
  engine: UploadEngine;
  paused: boolean;
  totals: UploadTotals;
  open: boolean;
  setOpen: (open: boolean) => void;
  close: () => void;
};

/** The pill: the numbers in one line, pause, and the list's handle. */
export function UploadTrayBar({ engine, paused, totals, open, setOpen, close }: UploadTrayBarProps) {
  const active = totals.activeCount > 0;
  const trouble = describeTrouble(totals);
  return (
    <div className="flex min-h-12 items-center gap-2.5 py-1.5 pr-1.5 pl-4">
      <TrayIcon active={active} trouble={trouble !== null} paused={paused} />
      <p className="line-clamp-2 min-w-0 flex-1 font-medium tabular-nums">
        {summarizeUploads(totals, paused)}
        {trouble && totals.doneCount + totals.activeCount > 0 ? (
          <span className="font-normal text-danger">, {trouble}</span>
        ) : null}
      </p>
      {active ? (
        <IconButton
          label={paused ? 'Resume uploads' : 'Pause uploads'}
          tooltip={paused ? 'Resume' : 'Pause'}
          size="sm"
          onClick={() => (paused ? engine.resume() : engine.pause())}
        >
          {paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
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
        <IconButton label="Close uploads" tooltip="Close" size="sm" onClick={close}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}

function TrayIcon({ active, trouble, paused }: { active: boolean; trouble: boolean; paused: boolean }) {
  if (active && paused) return <Pause aria-hidden="true" className="size-4 shrink-0 text-muted" />;
  if (active) return <Spinner className="shrink-0 text-accent" />;
  if (trouble) return <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />;
  return <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-accent" />;
}
