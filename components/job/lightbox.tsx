'use client';

import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import { Spinner } from '@/components/ui/spinner';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import type { GalleryTile } from './gallery-state';
import { LightboxDetails } from './lightbox-details';
import { LightboxFooter } from './lightbox-footer';
import { LightboxPicture, previewOf } from './lightbox-picture';
import { LightboxStep } from './lightbox-step';
import type { TileHandlers } from './tile-handlers';
import { isStored } from './tile-status';
import { type Step, useWalk } from './use-walk';
import { useZoom } from './use-zoom';

const STEPS: Record<string, Step> = { ArrowLeft: 'previous', ArrowRight: 'next', Home: 'first', End: 'last' };

type LightboxProps = {
  /** In the order of the grid. */
  tiles: readonly GalleryTile[];
  openId: string | null;
  pending: ReadonlyMap<string, Visibility>;
  handlers: TileHandlers;
  onMove: (assetId: string) => void;
  onClose: () => void;
  /** After it has gone: the focus returns to what was looked at last. */
  onClosed: (assetId: string) => void;
  needPages: (pages: readonly number[]) => void;
};

/** One image, large, with what is known of it. Keys and swipes go on to the others, however many there are. */
export function Lightbox({ tiles, openId, pending, handlers, onMove, onClose, onClosed, needPages }: LightboxProps) {
  const walk = useWalk({ tiles, openId, onMove, needPages });
  const tile = tiles[walk.index];
  const asset = tile !== undefined && isStored(tile.asset) ? tile.asset : null;
  const remove = () => {
    if (tile === undefined) return;
    const after = [walk.next, walk.previous].find((neighbour) => neighbour !== null && neighbour !== 'unknown');
    if (after) onMove(after.id);
    else onClose();
    handlers.remove(tile.key);
  };
  return (
    <RadixDialog.Root open={asset !== null} onOpenChange={(open) => open || onClose()}>
      <RadixDialog.Portal>
        {asset !== null ? (
          <LightboxPanel
            asset={asset}
            walk={walk}
            position={`${(walk.index + 1).toLocaleString('en')} of ${tiles.length.toLocaleString('en')}`}
            pending={pending.get(asset.id)}
            handlers={handlers}
            onRemove={remove}
            onClosed={onClosed}
          />
        ) : null}
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

type LightboxPanelProps = {
  asset: Asset;
  walk: ReturnType<typeof useWalk>;
  position: string;
  pending: Visibility | undefined;
  handlers: TileHandlers;
  onRemove: () => void;
  onClosed: (assetId: string) => void;
};

function LightboxPanel({ asset, walk, position, pending, handlers, onRemove, onClosed }: LightboxPanelProps) {
  const stage = useRef<HTMLDivElement>(null);
  const detailsId = useId();
  const [detailsShown, setDetailsShown] = useState(false);
  const toggleDetails = () => setDetailsShown((shown) => !shown);
  const zoom = useZoom({
    stage,
    imageId: asset.id,
    image: { width: asset.width ?? 1, height: asset.height ?? 1 },
    onSwipe: (direction) => walk.go(direction === 1 ? 'previous' : 'next'),
  });

  useEffect(() => {
    for (const neighbour of [walk.previous, walk.next]) {
      const url = neighbour === null || neighbour === 'unknown' ? null : previewOf(neighbour);
      if (url !== null) new Image().src = url;
    }
  }, [walk.previous, walk.next]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (zoom.onKey(event.key)) event.preventDefault();
    else if (step !== undefined) walk.go(step);
    else if (event.key === 'i') toggleDetails();
    else if (event.key === 'Delete') onRemove();
    else if (event.key === 'p') {
      handlers.setVisibility(asset, (pending ?? asset.wantedVisibility) === 'public' ? 'private' : 'public');
    }
  };

  return (
    <RadixDialog.Content
      aria-describedby={undefined}
      onKeyDown={onKeyDown}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        (event.currentTarget as HTMLElement).focus();
      }}
      onInteractOutside={(event) => {
        // A toast lies over it: what it offers is no way out.
        if (event.target instanceof Element && event.target.closest('[data-sonner-toaster]')) event.preventDefault();
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        onClosed(asset.id);
      }}
      className="fixed inset-0 z-50 flex animate-fade-in flex-col bg-ground outline-none"
    >
      <div className="flex h-14 shrink-0 items-center gap-2 px-3 sm:px-4">
        <RadixDialog.Title className="min-w-0 flex-1 font-medium">
          <MiddleTruncate text={asset.name} />
        </RadixDialog.Title>
        <p aria-live="polite" className="flex shrink-0 items-center gap-2 text-muted text-sm tabular-nums">
          {walk.isWaiting ? <Spinner /> : null}
          {position}
        </p>
        <RadixDialog.Close asChild>
          <IconButton label="Close" tooltip={false}>
            <X aria-hidden="true" />
          </IconButton>
        </RadixDialog.Close>
      </div>
      <div className="flex min-h-0 flex-1 flex-col sm:flex-row">
        <div
          {...zoom.stageProps}
          className={`relative min-h-0 min-w-0 flex-1 touch-none select-none overflow-hidden ${zoom.isZoomed ? 'cursor-grab active:cursor-grabbing' : 'cursor-zoom-in'}`}
        >
          <div ref={stage} className="absolute inset-x-2 inset-y-0 sm:inset-x-20">
            <LightboxPicture
              key={asset.id}
              asset={asset}
              zoom={zoom.zoom}
              onBroken={() => handlers.refreshUrls(asset.id)}
            />
          </div>
          <LightboxStep side="left" onClick={() => walk.go('previous')} hidden={walk.previous === null} />
          <LightboxStep side="right" onClick={() => walk.go('next')} hidden={walk.next === null} />
        </div>
        {detailsShown ? <LightboxDetails id={detailsId} asset={asset} /> : null}
      </div>
      <LightboxFooter
        asset={asset}
        pending={pending}
        handlers={handlers}
        details={{ id: detailsId, shown: detailsShown, toggle: toggleDetails }}
      />
    </RadixDialog.Content>
  );
}
