'use client';

import { useEffect, useRef, useState } from 'react';
import type { ArchiveFailure, ArchiveProgress } from '@/lib/download/archive-entries';
import type { ArchiveFile } from '@/lib/download/fetch-whole';
import { removeLeftScratchFiles } from '@/lib/download/scratch-file';
import { formatBytes } from '@/lib/format-bytes';
import { chooseSaveTarget } from './save-target';

export type ArchiveOrder = {
  fileName: string;
  /** Null where it is known only once all are listed. */
  count: number | null;
  bytes: number | null;
  /** Lists the files while they are read; stops when nobody asks for more. */
  files: () => AsyncIterable<ArchiveFile>;
  /** A fresh address of one file; null when it is gone. */
  renew: (file: ArchiveFile) => Promise<string | null>;
};

export type RunningArchive = ArchiveProgress & { count: number | null; maxBytes: number | null };

export type ArchiveOutcome =
  | { type: 'saved'; fileName: string; done: number; bytes: number; failed: readonly ArchiveFailure[] }
  | { type: 'stopped'; reason: string };

/** Writes one archive at a time. `running` is null while there is none. */
export function useArchive(onEnd: (outcome: ArchiveOutcome) => void) {
  const [running, setRunning] = useState<RunningArchive | null>(null);
  const controller = useRef<AbortController>(null);
  useEffect(() => {
    void removeLeftScratchFiles();
    return () => controller.current?.abort();
  }, []);

  const start = async (order: ArchiveOrder): Promise<void> => {
    if (controller.current !== null) return;
    const current = new AbortController();
    controller.current = current;
    const { signal } = current;
    try {
      const outcome = await write(order, current, setRunning);
      if (outcome !== null) onEnd(outcome);
    } catch (error) {
      // Cancelled by the person, who knows.
      const reason = signal.aborted ? signal.reason : error;
      if (reason instanceof StopError) onEnd({ type: 'stopped', reason: reason.message });
      else if (!signal.aborted) onEnd({ type: 'stopped', reason: wordsOf(error) });
    } finally {
      controller.current = null;
      setRunning(null);
    }
  };

  return { running, start, cancel: () => controller.current?.abort() };
}

/** What ends an archive other than the person. */
class StopError extends Error {}

async function write(
  order: ArchiveOrder,
  controller: AbortController,
  onProgress: (running: RunningArchive) => void,
): Promise<ArchiveOutcome | null> {
  const { fileName, count, bytes } = order;
  const target = await chooseSaveTarget(fileName);
  if (target === null) return null;
  const { maxBytes } = target;
  const stopWhenTooLarge = (known: number) => {
    if (maxBytes !== null && known > maxBytes) controller.abort(new StopError(tooLarge(maxBytes)));
  };
  let progress: ArchiveProgress = { done: 0, bytes: 0, failed: [] };
  onProgress({ ...progress, count, maxBytes });
  stopWhenTooLarge(bytes ?? 0);
  controller.signal.throwIfAborted();

  const { makeArchive } = await import('@/lib/download/make-archive');
  const archive = await makeArchive(
    order.files(),
    { fetch: (url, init) => fetch(url, init), renew: order.renew, sleep },
    {
      signal: controller.signal,
      onProgress: (next) => {
        progress = next;
        onProgress({ ...next, count, maxBytes });
        stopWhenTooLarge(next.bytes);
      },
    },
  );
  await target.save(archive, controller);
  return { type: 'saved', fileName, ...progress };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const tooLarge = (maxBytes: number): string =>
  `This browser holds an archive until it is complete, so it takes at most ${formatBytes(maxBytes)} at a time. Select fewer images, or use a current browser over https, which writes it to the disk.`;

const wordsOf = (error: unknown): string => {
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return 'There is not enough room for the archive on this device. Free some space, or save fewer images at a time.';
  return error instanceof Error ? error.message : 'The browser stopped writing it.';
};
