'use client';

import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import { LightboxDetails } from './lightbox-details';
import { LightboxFooter } from './lightbox-footer';
import { LightboxPicture, previewOf } from './lightbox-picture';
import { LightboxStep } from './lightbox-step';
import type { TileHandlers } from './tile-handlers';

const SWIPE_PX = 48;

type LightboxProps = {
  /** Those that can be looked at, in the order of the grid. */
  assets: readonly Asset[];
  openId: string | null;
  pending: ReadonlyMap<string, Visibility>;
  handlers: TileHandlers;
  onMove: (assetId: string | null) => void;
};

/** One image, large, with what is known of it. Arrows and swipes go to its neighbours. */
export function Lightbox({ assets, openId, pending, handlers, onMove }: LightboxProps) {
  const index = assets.findIndex((asset) => asset.id === openId);
  const asset = assets[index];
  return (
    <RadixDialog.Root open={asset !== undefined} onOpenChange={(open) => open || onMove(null)}>
      <RadixDialog.Portal>
        {asset !== undefined ? (
          <LightboxPanel
            asset={asset}
            previous={assets[index - 1] ?? null}
            next={assets[index + 1] ?? null}
            position={`${index + 1} of ${assets.length}`}
            pending={pending.get(asset.id)}
            handlers={handlers}
            onMove={onMove}
          />
        ) : null}
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

type LightboxPanelProps = {
  asset: Asset;
  previous: Asset | null;
  next: Asset | null;
  position: string;
  pending: Visibility | undefined;
  handlers: TileHandlers;
  onMove: (assetId: string | null) => void;
};

function LightboxPanel({ asset, previous, next, position, pending, handlers, onMove }: LightboxPanelProps) {
  const pressedAtX = useRef<number | null>(null);
  const detailsId = useId();
  const [detailsShown, setDetailsShown] = useState(false);
  const toggleDetails = () => setDetailsShown((shown) => !shown);

  useEffect(() => {
    for (const neighbour of [previous, next]) {
      const url = neighbour === null ? null : previewOf(neighbour);
      if (url !== null) new Image().src = url;
    }
  }, [previous, next]);

  const go = (to: Asset | null) => {
    if (to !== null) onMove(to.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowLeft') go(previous);
    else if (event.key === 'ArrowRight') go(next);
    else if (event.key === 'i') toggleDetails();
    else if (event.key === 'p') {
      handlers.setVisibility(asset, (pending ?? asset.wantedVisibility) === 'public' ? 'private' : 'public');
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    const moved = pressedAtX.current === null ? 0 : event.clientX - pressedAtX.current;
    pressedAtX.current = null;
    if (event.pointerType === 'mouse' || Math.abs(moved) < SWIPE_PX) return;
    go(moved > 0 ? previous : next);
  };

  return (
    <RadixDialog.Content
      aria-describedby={undefined}
      onKeyDown={onKeyDown}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        (event.currentTarget as HTMLElement).focus();
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>(`[data-asset-id="${asset.id}"] [data-tile-button]`)?.focus();
      }}
      className="fixed inset-0 z-50 flex animate-fade-in flex-col bg-ground outline-none"
    >
      <div className="flex h-14 shrink-0 items-center gap-2 px-3 sm:px-4">
        <RadixDialog.Title className="min-w-0 flex-1 font-medium">
          <MiddleTruncate text={asset.name} />
        </RadixDialog.Title>
        <p className="shrink-0 text-muted text-sm tabular-nums">{position}</p>
        <RadixDialog.Close asChild>
          <IconButton label="Close" tooltip={false}>
            <X aria-hidden="true" />
          </IconButton>
        </RadixDialog.Close>
      </div>
      <div className="flex min-h-0 flex-1 flex-col sm:flex-row">
        <div
          className="relative min-h-0 min-w-0 flex-1 touch-pan-y select-none"
          onPointerDown={(event) => {
            pressedAtX.current = event.clientX;
          }}
          onPointerUp={onPointerUp}
          onPointerCancel={() => {
            pressedAtX.current = null;
          }}
        >
          <LightboxPicture key={asset.id} asset={asset} onBroken={() => handlers.refreshUrls(asset.id)} />
          <LightboxStep side="left" onClick={() => go(previous)} hidden={previous === null} />
          <LightboxStep side="right" onClick={() => go(next)} hidden={next === null} />
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
