'use client';

import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { PublicAsset } from '@/lib/schemas/public-page';
import { AssetCaption } from './asset-caption';
import { FittedImage, fittedSizes } from './fitted-image';
import { largeSources } from './image-sources';

const SWIPE_PIXELS = 48;
const ROOM = '(100dvh - 11.5rem)';

type LightboxProps = {
  items: PublicAsset[];
  /** null while closed */
  index: number | null;
  onIndexChange: (index: number | null) => void;
  /** Takes the focus back to the image that was shown last. */
  onClosed: (asset: PublicAsset) => void;
};

export function Lightbox({ items, index, onIndexChange, onClosed }: LightboxProps) {
  const asset = index === null ? undefined : items[index];
  return (
    <Dialog.Root open={asset !== undefined} onOpenChange={(open) => open || onIndexChange(null)}>
      <Dialog.Portal>
        {asset && index !== null ? (
          <LightboxPanel asset={asset} items={items} index={index} onIndexChange={onIndexChange} onClosed={onClosed} />
        ) : null}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type LightboxPanelProps = LightboxProps & { asset: PublicAsset; index: number };

function LightboxPanel({ asset, items, index, onIndexChange, onClosed }: LightboxPanelProps) {
  const swipeStart = useRef<{ x: number; y: number } | null>(null);
  const show = (next: number) => {
    if (next >= 0 && next < items.length) onIndexChange(next);
  };

  useEffect(() => {
    for (const neighbour of [items[index + 1], items[index - 1]]) {
      if (!neighbour) continue;
      const image = new Image();
      const { src, srcSet } = largeSources(neighbour);
      image.sizes = fittedSizes(neighbour, ROOM);
      if (srcSet) image.srcset = srcSet;
      image.src = src;
    }
  }, [items, index]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    show(next);
  };

  const onPointerUp = (event: PointerEvent) => {
    const start = swipeStart.current;
    swipeStart.current = null;
    if (!start || event.pointerType === 'mouse') return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.abs(dx) > SWIPE_PIXELS && Math.abs(dx) > Math.abs(dy)) show(index + (dx < 0 ? 1 : -1));
  };

  return (
    <Dialog.Content
      aria-describedby={undefined}
      onKeyDown={onKeyDown}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        onClosed(asset);
      }}
      className="fixed inset-0 z-50 grid animate-fade-in grid-rows-[auto_1fr_auto] bg-ground outline-none"
    >
      <div className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Dialog.Title className="text-muted text-sm tabular-nums" aria-live="polite">
          <span className="sr-only">{asset.name}, </span>
          {index + 1} of {items.length}
        </Dialog.Title>
        <Dialog.Close asChild>
          <IconButton label="Close" tooltip={false}>
            <X aria-hidden="true" />
          </IconButton>
        </Dialog.Close>
      </div>
      <div
        className="relative flex min-h-0 touch-pan-y touch-pinch-zoom items-center justify-center px-4 sm:px-16"
        onPointerDown={(event) => {
          swipeStart.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          swipeStart.current = null;
        }}
      >
        <FittedImage key={asset.slug} asset={asset} room={ROOM} />
        <IconButton
          label="Previous image"
          tooltip={false}
          size="lg"
          disabled={index === 0}
          onClick={() => show(index - 1)}
          className="absolute left-2 pointer-coarse:hidden"
        >
          <ChevronLeft aria-hidden="true" className="size-5!" />
        </IconButton>
        <IconButton
          label="Next image"
          tooltip={false}
          size="lg"
          disabled={index === items.length - 1}
          onClick={() => show(index + 1)}
          className="absolute right-2 pointer-coarse:hidden"
        >
          <ChevronRight aria-hidden="true" className="size-5!" />
        </IconButton>
      </div>
      <div className="flex min-h-24 w-full items-center px-4 py-4 sm:px-6">
        <AssetCaption asset={asset} />
      </div>
    </Dialog.Content>
  );
}
