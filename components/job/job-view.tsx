'use client';

import { ImagePlus, SearchX, Upload } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { PageBar } from '@/components/frame/page-bar';
import { DropVeil } from '@/components/jobs/drop-veil';
import { settle } from '@/components/jobs/job-actions';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyDialog } from '@/components/ui/copy-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { UploadAnnouncer } from '@/components/upload/upload-announcer';
import { UploadTray } from '@/components/upload/upload-tray';
import { useFileDrop } from '@/components/upload/use-file-drop';
import { useUploads } from '@/components/upload/use-uploads';
import type { Asset, AssetPage } from '@/lib/schemas/asset';
import type { Job } from '@/lib/schemas/job';
import { describeLimits } from '@/lib/upload/check-file';
import { takeHandedOverFiles } from '@/lib/upload/handover';
import type { UploadLimits } from '@/lib/upload/upload-limits';
import { hasEnded } from '@/lib/upload/upload-queue';
import { sumUploads } from '@/lib/upload/upload-totals';
import { AssetGrid } from './asset-grid';
import { downloadOriginal } from './download-original';
import { GalleryToolbar } from './gallery-toolbar';
import type { JobPageActions } from './job-actions';
import { JobHeader } from './job-header';
import type { JobViewParams } from './job-view-params';
import { Lightbox } from './lightbox';
import { LoadMoreTiles } from './load-more-tiles';
import { RenameDialog } from './rename-dialog';
import { shortName } from './short-name';
import { ShortcutsDialog } from './shortcuts-dialog';
import type { TileHandlers } from './tile-handlers';
import { isStored } from './tile-status';
import { useCopy } from './use-copy';
import { useFreshUrls } from './use-fresh-urls';
import { useGallery } from './use-gallery';
import { useJob } from './use-job';
import { usePageKeys } from './use-page-keys';
import { useStableHandlers } from './use-stable-handlers';
import { useTrash } from './use-trash';
import { useVisibility } from './use-visibility';

type JobViewProps = {
  job: Job;
  firstPage: AssetPage;
  /** When the server made this page. */
  renderedAtMs: number;
  view: JobViewParams;
  limits: UploadLimits;
  actions: JobPageActions;
};

/** One job: drop, review, publish, take back. */
export function JobView({
  job: initialJob,
  firstPage,
  renderedAtMs,
  view: initialView,
  limits,
  actions,
}: JobViewProps) {
  const { engine, uploads } = useUploads(initialJob.id, limits);
  const totals = useMemo(() => sumUploads(uploads.queue), [uploads.queue]);
  const { job, galleryPending, refreshCounts, saveTitle, setGallery, setCover } = useJob(initialJob, actions.updateJob);
  const { gallery, dispatch, tiles, view, loading, changeView, loadMore, addFiles, changeAssets, watch } = useGallery({
    jobId: initialJob.id,
    firstPage,
    renderedAtMs,
    initialView,
    engine,
    uploads,
    onCountsChanged: refreshCounts,
  });
  const visibility = useVisibility({ setVisibility: actions.setVisibility, onChange: changeAssets, watch });
  const { trash, deleteForGood } = useTrash({ actions, gallery, dispatch, watch, onCountsChanged: refreshCounts });
  const { copy, manualUrl, closeManual } = useCopy();
  const refreshUrls = useFreshUrls((assets) => dispatch({ type: 'assetsChanged', assets }));
  const drop = useFileDrop(addFiles);
  const [openId, setOpenId] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<Asset | null>(null);
  const [doomed, setDoomed] = useState<Asset | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  usePageKeys({ u: drop.open, '?': () => setKeysShown(true) });

  const takeHandedOver = useEffectEvent(() => {
    const files = takeHandedOverFiles(initialJob.id);
    if (files.length > 0) addFiles(files);
  });
  useEffect(takeHandedOver, []);

  const remove = (key: string) => {
    const tile = tiles.find((other) => other.key === key);
    if (tile === undefined) return;
    const { upload, asset } = tile;
    if (upload !== null && !hasEnded(upload)) engine?.cancel(upload.id);
    else if (upload !== null && (upload.stage === 'refused' || upload.stage === 'failed')) engine?.dismiss(upload.id);
    else if (asset !== null) {
      void (isStored(asset) ? trash(asset) : deleteForGood(asset));
      return;
    }
    dispatch({ type: 'removed', key });
    refreshCounts();
  };
  const rename = async (asset: Asset, name: string): Promise<string | null> => {
    const result = await settle(actions.renameAsset({ assetId: asset.id, name }));
    if (!result.ok) return result.error.fields?.name ?? result.error.message;
    changeAssets([result.data]);
    return null;
  };
  const handlers: TileHandlers = useStableHandlers<TileHandlers>({
    open: setOpenId,
    setVisibility: (asset, wanted) => void visibility.setVisibility(asset, wanted),
    copyLink: copy,
    remove,
    retry: (uploadId) => engine?.retry(uploadId),
    rename: setRenaming,
    download: (asset) =>
      void downloadOriginal(asset).catch((error: unknown) =>
        toast.error(`${shortName(asset.name)} could not be downloaded`, {
          description: error instanceof Error ? error.message : undefined,
        }),
      ),
    makeCover: (asset) => void setCover(asset.id),
    deleteForGood: setDoomed,
    refreshUrls,
    findFile: (uploadId) => engine?.findFile(uploadId) ?? null,
  });

  const viewable = useMemo(() => tiles.flatMap(({ asset }) => (isStored(asset) ? [asset] : [])), [tiles]);
  const taken = describeLimits(limits);
  // Its role is its own: "presentation" would hide the landmark.
  const { role: _role, ...dropProps } = drop.getRootProps();
  const dragging = drop.isDragActive || drop.isDragGlobal;

  return (
    <main {...dropProps} id="main" tabIndex={-1} className="flow-root min-h-[calc(100dvh-3.5rem)] pb-40 outline-none">
      <PageBar
        crumbs={[{ label: 'Jobs', href: '/jobs' }, { label: job.title }]}
        actions={
          <Button variant="primary" size="sm" onClick={drop.open} className="max-sm:hidden">
            <Upload aria-hidden="true" />
            Upload
          </Button>
        }
      />
      <input
        {...drop.getInputProps({
          'aria-label': 'Upload images',
          accept: limits.allowedContentTypes.join(','),
          className: 'sr-only',
          style: undefined,
        })}
      />
      <div className="px-4 sm:px-6">
        <JobHeader
          job={job}
          galleryPending={galleryPending}
          saveTitle={saveTitle}
          setGallery={(on) => void setGallery(on)}
          copy={copy}
        />
        <GalleryToolbar
          jobId={job.id}
          view={view}
          empty={tiles.length === 0 && view.show === 'all'}
          onChange={(next) => void changeView(next)}
        />
      </div>
      {tiles.length === 0 ? (
        <div className="px-4 pt-4 sm:px-6">
          {view.show === 'all' ? (
            <EmptyState
              icon={ImagePlus}
              title="Drop images here"
              dropTarget
              className="py-24"
              action={
                <Button variant="primary" onClick={drop.open}>
                  Choose images
                </Button>
              }
            >
              {taken}. Drop them anywhere on this page, or paste from the clipboard. They stay private until you publish
              them.
            </EmptyState>
          ) : (
            <EmptyState
              icon={SearchX}
              title={`No ${view.show} images`}
              action={<Button onClick={() => void changeView({ ...view, show: 'all' })}>Show all images</Button>}
            >
              Nothing in this job is {view.show} at the moment.
            </EmptyState>
          )}
        </div>
      ) : (
        <div
          aria-busy={loading || undefined}
          className={cn('pt-3 transition-opacity sm:px-5', loading && 'opacity-60')}
        >
          <AssetGrid tiles={tiles} pending={visibility.pending} handlers={handlers} />
          {gallery.nextCursor !== null && !loading ? <LoadMoreTiles load={loadMore} /> : null}
          <p className="px-4 pt-8 text-center text-muted text-sm">Drop or paste more anywhere on this page: {taken}.</p>
        </div>
      )}
      <Button
        variant="primary"
        size="lg"
        onClick={drop.open}
        className="fixed right-3 bottom-3 z-30 rounded-full shadow-float sm:hidden"
      >
        <Upload aria-hidden="true" />
        Upload
      </Button>
      {engine !== null ? <UploadTray engine={engine} uploads={uploads} totals={totals} /> : null}
      <UploadAnnouncer totals={totals} />
      {dragging ? <DropVeil label={`Drop to add to ${job.title}`} hint={taken} /> : null}
      <Lightbox assets={viewable} openId={openId} pending={visibility.pending} handlers={handlers} onMove={setOpenId} />
      <RenameDialog asset={renaming} onClose={() => setRenaming(null)} rename={rename} />
      <CopyDialog url={manualUrl} onClose={closeManual} />
      <ShortcutsDialog open={keysShown} onOpenChange={setKeysShown} />
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => open || setDoomed(null)}
        title={`Delete ${shortName(doomed?.name ?? '')} for good?`}
        description="The original and every copy are removed, and its link stops working. This cannot be undone."
        action="Delete for good"
        onConfirm={async () => {
          if (doomed !== null) await deleteForGood(doomed);
        }}
      />
    </main>
  );
}
