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
  // Width and height give the element the picture's shape before a byte of it has come; scaling keeps it.
  const fit = cn(
    'absolute inset-0 m-auto max-h-full max-w-full object-contain',
    tiny ? 'size-24 [image-rendering:pixelated]' : 'h-auto w-auto',
  );
  return (
    <div className="absolute inset-x-2 inset-y-0 sm:inset-x-20">
      {thumbnail !== null && !loaded && !tiny ? (
        // biome-ignore lint/performance/noImgElement: the files lie on the storage origin in the sizes needed
        <img
          src={thumbnail}
          alt=""
          width={asset.width ?? undefined}
          height={asset.height ?? undefined}
          className={fit}
        />
      ) : null}
      {url !== null ? (
        // biome-ignore lint/performance/noImgElement: the files lie on the storage origin in the sizes needed
        <img
          src={url}
          alt={asset.name}
          width={asset.width ?? undefined}
          height={asset.height ?? undefined}
          decoding="async"
          draggable={false}
          onLoad={() => setLoaded(true)}
          onError={onBroken}
          className={cn(fit, 'checkered transition-opacity', !loaded && 'opacity-0')}
        />
      ) : null}
    </div>
  );
}
