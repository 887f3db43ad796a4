'use client';

import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Report } from '@/components/ui/report-dialog';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import type { BatchAction } from '@/lib/schemas/asset-batch';
import { type BulkTargets, restOf, theseTargets } from './bulk-rest';
import { type BulkChange, type BulkResult, type BulkTarget, runBulk } from './bulk-run';
import { describeBulk, describeBulkResult } from './bulk-words';
import { jobApi } from './job-api';

const UNDO_MS = 15_000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export type BulkWork = BulkChange &
  BulkTargets & {
    /** Told at the end, before the person is. */
    onEnd?: (result: BulkResult) => void;
  };

type BulkOptions = {
  jobId: string;
  /** Told of every state that the server answers with. */
  onChanged: (assets: Asset[]) => void;
  /** They have left the list. */
  onGone: (assetIds: string[]) => void;
  /** Images came into the list, or left it without having been loaded. */
  onListChanged: () => void;
};

type Tried = { before: readonly BulkTarget[]; rest: BulkTargets };
type FinishedBulk = { report: Report; retry: (() => void) | undefined };

/** One change of many at a time, with what became of each, and the way back. */
export function useBulk(options: BulkOptions) {
  const { jobId } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [running, setRunning] = useState<{ action: BatchAction; handled: number; count: number } | null>(null);
  const [asked, setAsked] = useState<ReadonlyMap<string, Visibility>>(new Map());
  const [finished, setFinished] = useState<FinishedBulk | null>(null);
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), []);

  /** @param before what earlier tries have done of it; `rest` is what they have left */
  const run = async (work: BulkWork, { before, rest }: Tried = { before: [], rest: work }): Promise<void> => {
    if (controller.current !== null) return;
    const current = new AbortController();
    controller.current = current;
    const { action, jobId: movedTo, count } = work;
    setRunning({ action, handled: before.length, count });
    let gone = 0;
    const result = await runBulk(
      rest.targets(),
      { action, ...(movedTo !== undefined && { jobId: movedTo }) },
      { change: jobApi.changeAssets, getAssets: jobApi.getAssets, sleep },
      {
        signal: current.signal,
        onSend: (sent) => {
          const wanted = WANTED[action];
          if (wanted !== undefined) setAsked(new Map(sent.map(({ id }) => [id, wanted])));
        },
        onChanged: (assets) => (LEAVES.has(action) ? undefined : latest.current.onChanged(assets)),
        onProgress: ({ done, failed }) => {
          setRunning({ action, handled: before.length + done.length + failed.length, count });
          if (!LEAVES.has(action)) return;
          latest.current.onGone(done.slice(gone).map(({ id }) => id));
          gone = done.length;
        },
      },
    );
    controller.current = null;
    setRunning(null);
    setAsked(new Map());
    if (LEAVES.has(action) || action === 'restore') latest.current.onListChanged();
    const whole = { ...result, done: [...before, ...result.done] };
    work.onEnd?.(whole);
    tell(work, whole);
  };

  const tell = (work: BulkWork, result: BulkResult) => {
    const report = describeBulkResult(work.action, work.count, result);
    const back = wayBack(work, result.done, jobId);
    const undo = back && { label: 'Undo', onClick: () => void run(back) };
    const isWhole = result.failed.length === 0 && (result.stopped === null || result.stopped === 'cancelled');
    if (isWhole) {
      toast.success(report.title, {
        description: report.description || undefined,
        ...(undo && { action: undo, duration: UNDO_MS }),
      });
      return;
    }
    const rest = restOf(work, result);
    setFinished({ report, retry: rest === null ? undefined : () => void run(work, { before: result.done, rest }) });
    if (undo) toast(`${report.description || report.title}`, { action: undo, duration: UNDO_MS });
  };

  return {
    running: running && {
      words: describeBulk(running.action, running.handled, running.count),
      value: running.count === 0 ? 0 : running.handled / running.count,
    },
    /** What was asked for and not yet answered. */
    asked,
    run,
    cancel: () => controller.current?.abort(),
    finished,
    close: () => setFinished(null),
  };
}

const WANTED: Partial<Record<BatchAction, Visibility>> = { publish: 'public', unpublish: 'private' };

/** What it does takes images out of the list. */
const LEAVES: ReadonlySet<BatchAction> = new Set(['trash', 'delete', 'move']);

/** What undoes it, for those that it changed; null where nothing does. */
function wayBack({ action, jobId: movedTo }: BulkChange, done: readonly BulkTarget[], jobId: string): BulkWork | null {
  const changeOf: Partial<Record<BatchAction, BulkChange>> = {
    publish: { action: 'unpublish' },
    unpublish: { action: 'publish' },
    trash: { action: 'restore' },
    ...(movedTo !== jobId && { move: { action: 'move', jobId } }),
  };
  const change = changeOf[action];
  const wasPublic = { publish: false, unpublish: true }[String(action)];
  const changed = done.filter(
    ({ isPublic, isRefused }) => !isRefused && (wasPublic === undefined || isPublic === wasPublic),
  );
  if (change === undefined || changed.length === 0) return null;
  // The way back is judged from where it starts.
  return { ...change, ...theseTargets(changed.map((target) => ({ ...target, isPublic: action === 'publish' }))) };
}
