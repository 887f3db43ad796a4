'use client';

import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import type { Asset } from '@/lib/schemas/asset';
import { FITTED, type Zoom } from './zoom';

const TINY_PX = 96;

const isAnimated = ({ frames }: Asset): boolean => frames !== null && frames > 1;

/** The signed address of what the lightbox shows; null while there is none. */
export function previewOf(asset: Asset): string | null {
  // The variants of an animation stand still.
  if (isAnimated(asset)) return asset.url ?? asset.variants.preview ?? null;
  return asset.variants.preview ?? asset.url;
}

type LightboxPictureProps = { asset: Asset; zoom: Zoom; onBroken: () => void };

/** The thumbnail, which is there already, until the preview has come; enlarged, the original over both. */
export function LightboxPicture({ asset, zoom, onBroken }: LightboxPictureProps) {
  const [loaded, setLoaded] = useState(false);
  const url = previewOf(asset);
  const thumbnail = asset.variants.thumbnail ?? null;
  const tiny = asset.width !== null && asset.height !== null && Math.max(asset.width, asset.height) < TINY_PX;
  // As large as there is room, never larger than the original: the browser scales the preview to it.
  const fit = {
    className: cn('absolute inset-0 m-auto object-contain', tiny ? 'size-24 [image-rendering:pixelated]' : 'size-full'),
    ...(tiny ? {} : { style: { maxWidth: asset.width ?? undefined, maxHeight: asset.height ?? undefined } }),
  };
  const { scale, x, y } = zoom;
  const isZoomed = zoom !== FITTED && scale > 1;
  return (
    <div
      data-zoom={scale.toFixed(2)}
      className="absolute inset-0"
      style={isZoomed ? { transform: `translate(${x}px, ${y}px) scale(${scale})` } : undefined}
    >
      {thumbnail !== null && !loaded && !tiny ? (
        // biome-ignore lint/performance/noImgElement: the files lie on the storage origin in the sizes needed
        <img src={thumbnail} alt="" {...fit} />
      ) : null}
      {url !== null ? (
        // biome-ignore lint/performance/noImgElement: the files lie on the storage origin in the sizes needed
        <img
          src={url}
          alt={asset.name}
          {...fit}
          decoding="async"
          draggable={false}
          onLoad={() => setLoaded(true)}
          onError={onBroken}
          className={cn(fit.className, 'transition-opacity', !loaded && 'opacity-0')}
        />
      ) : null}
      {isZoomed && asset.url !== null && asset.url !== url ? (
        // biome-ignore lint/performance/noImgElement: the files lie on the storage origin in the sizes needed
        <img src={asset.url} alt="" {...fit} decoding="async" draggable={false} />
      ) : null}
    </div>
  );
}
