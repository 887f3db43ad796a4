'use client';

import { useMemo, useRef, useState } from 'react';
import { PageBar } from '@/components/frame/page-bar';
import { useFreshAfterBack } from '@/components/frame/use-fresh-after-back';
import { DropVeil } from '@/components/jobs/drop-veil';
import { cn } from '@/components/ui/cn';
import { barFoot } from '@/components/ui/foot';
import { MissingUploadsNotice } from '@/components/upload/missing-uploads-notice';
import { UploadAnnouncer } from '@/components/upload/upload-announcer';
import { UploadTray } from '@/components/upload/upload-tray';
import { useFileDrop } from '@/components/upload/use-file-drop';
import { useFolderChoice } from '@/components/upload/use-folder-choice';
import { useUploads } from '@/components/upload/use-uploads';
import type { Job } from '@/lib/schemas/job';
import { acceptOf, describeLimits } from '@/lib/upload/check-file';
import type { UploadLimits } from '@/lib/upload/upload-limits';
import { sumUploads } from '@/lib/upload/upload-totals';
import { AssetGrid, type AssetGridHandle } from './asset-grid';
import { EmptyGallery } from './empty-gallery';
import type { AssetList } from './gallery-state';
import { GalleryToolbar } from './gallery-toolbar';
import type { JobPageActions } from './job-actions';
import { JobHeader } from './job-header';
import { formatJobView, isNarrowed, type JobViewParams } from './job-view-params';
import { MissingImages } from './missing-images';
import { isSelecting } from './selection-state';
import { type OpenTileMenu, TileMenu } from './tile-menu';
import { UploadActions } from './upload-actions';
import { UploadButton } from './upload-button';
import { UploadHint } from './upload-hint';
import { useBulkActions } from './use-bulk-actions';
import { useCopy } from './use-copy';
import { useGallery } from './use-gallery';
import { useHandedOverFiles } from './use-handed-over-files';
import { useJob } from './use-job';
import { useJobAddress } from './use-job-address';
import { useJobDialogs } from './use-job-dialogs';
import { useLaterPart } from './use-later-part';
import { useLocatedAsset } from './use-located-asset';
import { usePageKeys } from './use-page-keys';
import { useTileHandlers } from './use-tile-handlers';

const loadLaterParts = () => import('./later-parts');

type JobViewProps = {
  job: Job;
  /** As the server listed it for `listView`. */
  list: AssetList;
  listView: JobViewParams;
  limits: UploadLimits;
  actions: JobPageActions;
};

/** One job: drop, review, publish, take back. */
export function JobView(props: JobViewProps) {
  const { job: initialJob, list, listView, limits, actions } = props;
  const jobId = initialJob.id;
  const { engine, uploads } = useUploads(jobId, limits);
  const totals = useMemo(() => sumUploads(uploads.queue), [uploads.queue]);
  const { job, galleryPending, refreshCounts, saveTitle, setGallery, setCover } = useJob(initialJob, actions.updateJob);
  const address = useJobAddress(jobId);
  const { view, openId, changeView } = address;
  const gallery = useGallery({
    jobId,
    view,
    list,
    listView,
    engine,
    uploads,
    onCountsChanged: refreshCounts,
  });
  const { tiles, loading, problem } = gallery;
  useFreshAfterBack(gallery.reload);
  const { copy, manualUrl, closeManual } = useCopy();
  const [menu, setMenu] = useState<OpenTileMenu | null>(null);
  const dialogs = useJobDialogs();
  const grid = useRef<AssetGridHandle>(null);
  const bulk = useBulkActions({ job, view, gallery });
  const { selection, work } = bulk;
  const isBarShown = work !== null || isSelecting(selection.selection);
  const { handlers, pending, deleteForGood } = useTileHandlers({
    actions,
    engine,
    gallery,
    setCover,
    onCountsChanged: refreshCounts,
    open: address.open,
    onRemove: (assetId) => {
      if (!selection.selection.all) selection.dispatch({ type: 'gone', ids: [assetId] });
    },
    select: (assetId, isRange) =>
      isRange ? selection.extend(assetId) : selection.dispatch({ type: 'toggled', id: assetId }),
    move: bulk.move,
    openMenu: (asset, button) => setMenu({ asset, button }),
    copyLink: copy,
    rename: (asset) => grid.current?.rename(asset.id),
    deleteForGood: dialogs.setDoomed,
  });
  const unanswered = useMemo(() => new Map([...bulk.asked, ...pending]), [bulk.asked, pending]);
  const addFiles = (files: File[]) => {
    gallery.addFiles(files);
    if (isNarrowed(view)) changeView({ ...view, show: 'all', search: '' });
  };
  const drop = useFileDrop(addFiles);
  const folder = useFolderChoice(addFiles);
  useHandedOverFiles(jobId, addFiles);
  const searchBox = useRef<HTMLInputElement>(null);
  usePageKeys({ u: drop.open, '/': () => searchBox.current?.focus(), '?': () => dialogs.setKeysShown(true) });

  const { needPages } = gallery;
  useLocatedAsset({ jobId, view, tiles, loading, openId, needPages, close: address.close });
  const isDialogWanted = openId !== null || dialogs.isOpen || manualUrl !== null || bulk.isDialogOpen;
  const later = useLaterPart(loadLaterParts, isDialogWanted || isBarShown);
  const taken = describeLimits(limits);
  // Its role is its own: "presentation" would hide the landmark.
  const { role: _role, ...dropProps } = drop.getRootProps();
  const dragging = drop.isDragActive || drop.isDragGlobal;

  return (
    <main {...dropProps} id="main" tabIndex={-1} className="flow-root min-h-[calc(100dvh-3.5rem)] pb-40 outline-none">
      <PageBar
        crumbs={[{ label: 'Jobs', href: '/jobs' }, { label: job.title }]}
        actions={<UploadActions chooseFiles={drop.open} chooseFolder={folder.choose} />}
      />
      {isBarShown && later !== null ? (
        <later.ActionBar
          count={selection.count}
          storedCount={selection.storedCount}
          total={selection.total}
          work={work}
          onSelectAll={() => selection.dispatch({ type: 'allSelected' })}
          onClear={() => selection.dispatch({ type: 'cleared' })}
          onPublish={() => bulk.change('publish')}
          onTakeBack={() => bulk.change('unpublish')}
          onDownload={bulk.download}
          onMove={() => bulk.move('selection')}
          onCopyLinks={bulk.copyLinks}
          onDelete={() => bulk.change('trash')}
        />
      ) : null}
      <input
        {...drop.getInputProps({
          'aria-label': 'Upload images',
          accept: acceptOf(limits),
          className: 'sr-only',
          style: undefined,
        })}
      />
      <input {...folder.inputProps} aria-label="Upload a folder" className="sr-only" />
      <div className="px-4 sm:px-6">
        <JobHeader
          job={job}
          galleryPending={galleryPending}
          saveTitle={saveTitle}
          setGallery={(on) => void setGallery(on)}
          copy={copy}
          downloadAll={bulk.downloadAll}
        />
        <GalleryToolbar
          jobId={jobId}
          view={view}
          empty={tiles.length === 0 && !isNarrowed(view)}
          count={loading ? null : tiles.length}
          searchBox={searchBox}
          onChange={changeView}
        />
      </div>
      {engine !== null && uploads.missing !== null ? (
        <div className="px-4 sm:px-6">
          <MissingUploadsNotice
            missing={uploads.missing}
            engine={engine}
            chooseFiles={drop.open}
            chooseFolder={folder.choose}
          />
        </div>
      ) : null}
      {tiles.length === 0 ? (
        <div className="px-4 pt-4 sm:px-6">
          <EmptyGallery
            view={view}
            taken={taken}
            chooseFiles={drop.open}
            chooseFolder={folder.choose}
            showAll={() => changeView({ ...view, show: 'all', search: '' })}
          />
        </div>
      ) : (
        <div
          aria-busy={loading || undefined}
          className={cn('pt-3 transition-opacity sm:px-5', loading && 'opacity-60')}
        >
          <AssetGrid
            ref={grid}
            tiles={tiles}
            pending={unanswered}
            selection={{
              selected: selection.selection,
              extend: selection.extend,
              trash: () => bulk.change('trash'),
            }}
            handlers={handlers}
            address={`/jobs/${jobId}${formatJobView(view)}`}
            onView={gallery.showTiles}
          />
          {problem !== null ? <MissingImages problem={problem} retry={gallery.retry} /> : null}
          <UploadHint jobId={jobId} taken={taken} />
        </div>
      )}
      {isBarShown ? null : (
        <div ref={barFoot} className="fixed right-0 bottom-0 z-30 p-3 sm:hidden">
          <UploadButton size="lg" onClick={drop.open} className="rounded-full shadow-float" />
        </div>
      )}
      {engine !== null ? <UploadTray engine={engine} uploads={uploads} totals={totals} /> : null}
      <UploadAnnouncer queue={uploads.queue} totals={totals} />
      {dragging ? <DropVeil label={`Drop to add to ${job.title}`} hint={taken} /> : null}
      {later !== null ? (
        <>
          <later.Lightbox
            tiles={tiles}
            openId={openId}
            pending={pending}
            handlers={handlers}
            onMove={address.moveTo}
            onClose={address.close}
            onClosed={(assetId) => grid.current?.focusAsset(assetId)}
            needPages={needPages}
          />
          <later.JobDialogs dialogs={dialogs} deleteForGood={deleteForGood} />
          <later.CopyDialog url={manualUrl} onClose={closeManual} />
          <later.BulkDialogs jobId={jobId} actions={bulk} />
        </>
      ) : null}
      {menu !== null ? <TileMenu open={menu} handlers={handlers} onClose={() => setMenu(null)} /> : null}
      <span role="status" className="sr-only">
        {work !== null ? 'Working on the images' : selection.count > 0 ? `${selection.count} selected` : ''}
      </span>
    </main>
  );
}
