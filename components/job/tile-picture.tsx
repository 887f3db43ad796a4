'use client';

import { ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { HashedImage } from '@/components/ui/hashed-image';
import type { Asset } from '@/lib/schemas/asset';
import { useLocalPreview } from './use-local-preview';

/** Longer than the fade, so that nothing shows through while the stored thumbnail comes in. */
const CROSSFADE_MS = 400;

type TilePictureProps = {
  /** Shown until the stored thumbnail is there; both fill the same square, so nothing moves. */
  file: File | null;
  asset: Asset | null;
  dimmed: boolean;
  onBroken: () => void;
};

export function TilePicture({ file, asset, dimmed, onBroken }: TilePictureProps) {
  const [storedLoaded, setStoredLoaded] = useState(false);
  const [storedShown, setStoredShown] = useState(false);
  const [localBroken, setLocalBroken] = useState(false);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const preview = useLocalPreview(storedShown || localBroken ? null : file);
  useEffect(() => {
    if (!storedLoaded) return;
    const timer = setTimeout(() => setStoredShown(true), CROSSFADE_MS);
    return () => clearTimeout(timer);
  }, [storedLoaded]);
  const thumbnail = asset === null ? null : (asset.variants.thumbnail ?? asset.variants['112x112'] ?? null);
  const nothing = !preview && (thumbnail === null || brokenUrl === thumbnail) && (file === null || localBroken);
  return (
    <span className={cn('absolute inset-0 bg-sunken transition-opacity', dimmed && 'opacity-55')}>
      {preview ? (
        // biome-ignore lint/performance/noImgElement: a file of this device
        <img
          src={preview}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setLocalBroken(true)}
          className="absolute inset-0 size-full object-cover"
        />
      ) : null}
      {thumbnail ? (
        <HashedImage
          src={thumbnail}
          alt=""
          loading="lazy"
          thumbhash={file === null ? (asset?.thumbhash ?? null) : null}
          onLoad={() => setStoredLoaded(true)}
          onError={() => {
            setBrokenUrl(thumbnail);
            onBroken();
          }}
          className="absolute inset-0 size-full bg-transparent"
          imgClassName={cn(brokenUrl === thumbnail && 'invisible')}
        />
      ) : null}
      {nothing ? (
        <ImageOff aria-hidden="true" strokeWidth={1.5} className="absolute inset-0 m-auto size-6 text-muted" />
      ) : null}
    </span>
  );
}
