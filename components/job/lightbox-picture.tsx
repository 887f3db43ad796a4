'use client';

import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import type { Asset } from '@/lib/schemas/asset';

const TINY_PX = 96;

/** The signed address of what the lightbox shows; null while there is none. */
export function previewOf(asset: Asset): string | null {
  // The variants of an animation stand still.
  if (asset.frames !== null && asset.frames > 1) return asset.url ?? asset.variants.preview ?? null;
  return asset.variants.preview ?? asset.url;
}

/** The thumbnail, which is there already, until the preview has come. */
export function LightboxPicture({ asset, onBroken }: { asset: Asset; onBroken: () => void }) {
  const [loaded, setLoaded] = useState(false);
  const url = previewOf(asset);
  const thumbnail = asset.variants.thumbnail ?? null;
  const tiny = asset.width !== null && asset.height !== null && Math.max(asset.width, asset.height) < TINY_PX;
  // As large as there is room, never larger than the original: the browser scales the preview to it.
  const fit = {
    className: cn('absolute inset-0 m-auto object-contain', tiny ? 'size-24 [image-rendering:pixelated]' : 'size-full'),
    ...(tiny ? {} : { style: { maxWidth: asset.width ?? undefined, maxHeight: asset.height ?? undefined } }),
  };
  return (
    <div className="absolute inset-x-2 inset-y-0 sm:inset-x-20">
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
    </div>
  );
}
