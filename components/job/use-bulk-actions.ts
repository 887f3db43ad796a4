'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { describeLimit, describeOutcome, describeRunning } from '@/components/download/archive-words';
import { useArchive } from '@/components/download/use-archive';
import { copyText } from '@/components/ui/copy-text';
import type { Report } from '@/components/ui/report-dialog';
import { archiveNameOf } from '@/lib/download/archive-names';
import type { ArchiveFile } from '@/lib/download/fetch-whole';
import { formatCount } from '@/lib/format-count';
import type { Asset } from '@/lib/schemas/asset';
import type { BatchAction } from '@/lib/schemas/asset-batch';
import type { Job } from '@/lib/schemas/job';
import type { ShownWork } from './action-bar';
import { theseTargets } from './bulk-rest';
import type { BulkTarget } from './bulk-run';
import { jobApi } from './job-api';
import { DEFAULT_VIEW, type JobViewParams } from './job-view-params';
import { type LinkForm, linkLines } from './link-lines';
import { isStored } from './tile-status';
import { useBulk } from './use-bulk';
import type { Gallery } from './use-gallery';
import { listedPages, toTarget, useSelection } from './use-selection';

type BulkActionsOptions = {
  job: Job;
  view: JobViewParams;
  gallery: Gallery;
};

/** One image, or what is selected. */
type MoveWhat = 'selection' | Asset;

export type BulkActions = ReturnType<typeof useBulkActions>;

/** What can be done with many images at once: the selection, the work on it, and what became of it. */
export function useBulkActions({ job, view, gallery }: BulkActionsOptions) {
  const selection = useSelection({ jobId: job.id, view, tiles: gallery.tiles, cursors: gallery.state.cursors });
  const [saved, setSaved] = useState<Report | null>(null);
  const [moving, setMoving] = useState<MoveWhat | null>(null);
  const [linksByHand, setLinksByHand] = useState<string | null>(null);

  const bulk = useBulk({
    jobId: job.id,
    onChanged: gallery.changeAssets,
    onGone: gallery.forget,
    onListChanged: gallery.reload,
  });
  const archive = useArchive((outcome) => {
    const report = describeOutcome(outcome);
    if (report.failed.length > 0) setSaved(report);
    else if (outcome.type === 'saved') toast.success(report.title, { description: report.description });
    else toast.error(report.title, { description: report.description, duration: 15_000 });
  });

  /** What failed stays selected. */
  const change = (action: BatchAction, jobId?: string) => {
    const isForRefused = action === 'trash';
    void bulk.run({
      action,
      ...(jobId !== undefined && { jobId }),
      count: isForRefused ? selection.count : selection.storedCount,
      targets: () => targetsOf(isForRefused ? selection.pages() : storedOf(selection.pages())),
      onEnd: ({ done, failed, stopped }) => {
        if (failed.length > 0) selection.dispatch({ type: 'replaced', ids: failed.map(({ target }) => target.id) });
        else if (stopped === null) selection.dispatch({ type: 'cleared' });
        else if (!selection.selection.all) selection.dispatch({ type: 'gone', ids: done.map(({ id }) => id) });
      },
    });
  };

  const moveTo = ({ id }: Pick<Job, 'id'>) => {
    if (moving === null || moving === 'selection') {
      change('move', id);
      return;
    }
    void bulk.run({ action: 'move', jobId: id, ...theseTargets([toTarget(moving)]) });
  };

  const copyLinks = async (form: LinkForm): Promise<void> => {
    try {
      const assets: Asset[] = [];
      for await (const page of storedOf(selection.pages())) assets.push(...page);
      const lines = linkLines(assets, form);
      const without = assets.length - lines.length;
      const note = without === 0 ? undefined : `${formatCount(without, 'image')} without: they are private.`;
      if (lines.length === 0) {
        toast('There is no link to copy', { description: 'Publish the images first: private ones have none.' });
      } else if (await copyText(lines.join('\n'))) {
        toast.success(`${formatCount(lines.length, 'link')} copied`, { description: note });
      } else {
        setLinksByHand(lines.join('\n'));
      }
    } catch (error) {
      toast.error('The links were not copied', { description: error instanceof Error ? error.message : undefined });
    }
  };

  const save = (count: number, bytes: number | null, pages: () => AsyncIterable<Asset[]>) =>
    void archive.start({
      fileName: archiveNameOf(job.title),
      count,
      bytes,
      files: () => filesOf(storedOf(pages())),
      renew: async ({ id }) => (await jobApi.getAssets([id]))[0]?.url ?? null,
    });

  const report = bulk.finished ?? (saved && { report: saved, retry: undefined });
  return {
    selection,
    asked: bulk.asked,
    work: workOf(bulk, archive),
    change,
    copyLinks: (form: LinkForm) => void copyLinks(form),
    download: () => save(selection.storedCount, selection.bytes, selection.pages),
    downloadAll: () => save(job.assetCount, job.bytes, () => listedPages(job.id, DEFAULT_VIEW)),
    move: setMoving,
    moveDialog: {
      count: moving === null ? null : moving === 'selection' ? selection.storedCount : 1,
      close: () => setMoving(null),
      moveTo,
    },
    report,
    isDialogOpen: moving !== null || report !== null || linksByHand !== null,
    closeReport: () => {
      bulk.close();
      setSaved(null);
    },
    linksByHand,
    closeLinks: () => setLinksByHand(null),
  };
}

function workOf(bulk: ReturnType<typeof useBulk>, archive: ReturnType<typeof useArchive>): ShownWork | null {
  if (bulk.running !== null) return { ...bulk.running, hint: null, cancel: bulk.cancel };
  const { running } = archive;
  if (running === null) return null;
  const { count, done, failed } = running;
  return {
    words: describeRunning(running),
    hint: describeLimit(running),
    value: count === null || count === 0 ? null : (done + failed.length) / count,
    cancel: archive.cancel,
  };
}

async function* targetsOf(pages: AsyncIterable<Asset[]>): AsyncGenerator<BulkTarget[]> {
  for await (const page of pages) yield page.map(toTarget);
}

/** What was refused can be deleted, and nothing else. */
async function* storedOf(pages: AsyncIterable<Asset[]>): AsyncGenerator<Asset[]> {
  for await (const page of pages) yield page.filter(isStored);
}

/** Addresses are signed anew where they come from a list of long ago. */
async function* filesOf(pages: AsyncIterable<Asset[]>): AsyncGenerator<ArchiveFile> {
  for await (const page of pages) yield* page.map(toFile);
}

const toFile = ({ id, name, bytes, url, urlExpiresAt, createdAt }: Asset): ArchiveFile => {
  const isFresh = urlExpiresAt !== null && Date.parse(urlExpiresAt) > Date.now();
  return { id, name, bytes, url: isFresh ? url : null, createdAt };
};
