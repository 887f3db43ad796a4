'use client';

import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Report } from '@/components/ui/report-dialog';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import type { BatchAction } from '@/lib/schemas/asset-batch';
import { type BulkChange, type BulkResult, type BulkTarget, runBulk } from './bulk-run';
import { describeBulk, describeBulkResult } from './bulk-words';
import { jobApi } from './job-api';

const UNDO_MS = 15_000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export type BulkWork = BulkChange & {
  count: number;
  /** Told at the end, before the person is. */
  onEnd?: (result: BulkResult) => void;
  targets: () => AsyncIterable<readonly BulkTarget[]>;
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

  const run = async ({ count, targets, onEnd, ...change }: BulkWork): Promise<void> => {
    if (controller.current !== null) return;
    const current = new AbortController();
    controller.current = current;
    const { action } = change;
    setRunning({ action, handled: 0, count });
    let gone = 0;
    const result = await runBulk(
      targets(),
      change,
      { change: jobApi.changeAssets, getAssets: jobApi.getAssets, sleep },
      {
        signal: current.signal,
        onSend: (sent) => {
          const wanted = WANTED[action];
          if (wanted !== undefined) setAsked(new Map(sent.map(({ id }) => [id, wanted])));
        },
        onChanged: (assets) => (LEAVES.has(action) ? undefined : latest.current.onChanged(assets)),
        onProgress: ({ done, failed }) => {
          setRunning({ action, handled: done.length + failed.length, count });
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
    onEnd?.(result);
    tell(change, result);
  };

  const runOn = (change: BulkChange, targets: readonly BulkTarget[]) =>
    void run({ ...change, count: targets.length, targets: () => once(targets) });

  const tell = (change: BulkChange, result: BulkResult) => {
    const report = describeBulkResult(change.action, result);
    const back = wayBack(change, result.done, jobId);
    const undo = back && { label: 'Undo', onClick: () => runOn(back.change, back.targets) };
    const isWhole = result.failed.length === 0 && (result.stopped === null || result.stopped === 'cancelled');
    if (isWhole) {
      toast.success(report.title, {
        description: report.description || undefined,
        ...(undo && { action: undo, duration: UNDO_MS }),
      });
      return;
    }
    const failed = result.failed.map(({ target }) => target);
    setFinished({ report, retry: failed.length === 0 ? undefined : () => runOn(change, failed) });
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

async function* once<T>(page: readonly T[]): AsyncGenerator<readonly T[]> {
  yield page;
}

/** What undoes it, for those that it changed; null where nothing does. */
function wayBack(
  { action, jobId: movedTo }: BulkChange,
  done: readonly BulkTarget[],
  jobId: string,
): { change: BulkChange; targets: readonly BulkTarget[] } | null {
  const changeOf: Partial<Record<BatchAction, BulkChange>> = {
    publish: { action: 'unpublish' },
    unpublish: { action: 'publish' },
    trash: { action: 'restore' },
    ...(movedTo !== jobId && { move: { action: 'move', jobId } }),
  };
  const change = changeOf[action];
  const wasPublic = { publish: false, unpublish: true }[String(action)];
  const changed = wasPublic === undefined ? done : done.filter(({ isPublic }) => isPublic === wasPublic);
  if (change === undefined || changed.length === 0) return null;
  // The way back is judged from where it starts.
  const targets = changed.map((target) => ({ ...target, isPublic: action === 'publish' }));
  return { change, targets };
}
