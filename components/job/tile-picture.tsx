'use client';

import { ImageOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
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
  /** Among the first on the page: its thumbnail is wanted before anything else. */
  eager: boolean;
  onBroken: () => void;
  className: string;
  /** Over the picture. */
  children: ReactNode;
};

export function TilePicture({ file, asset, dimmed, eager, onBroken, className, children }: TilePictureProps) {
  const [storedShown, setStoredShown] = useState(false);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const thumbnail = asset === null ? null : (asset.variants.thumbnail ?? asset.variants['112x112'] ?? null);
  const isBroken = thumbnail !== null && brokenUrl === thumbnail;
  const localFile = storedShown ? null : file;
  return (
    <HashedImage
      src={thumbnail ?? undefined}
      alt=""
      loading={eager ? 'eager' : 'lazy'}
      thumbhash={file === null ? (asset?.thumbhash ?? null) : null}
      onLoad={() => {
        if (file !== null) setTimeout(() => setStoredShown(true), CROSSFADE_MS);
      }}
      onError={() => {
        setBrokenUrl(thumbnail);
        onBroken();
      }}
      className={className}
      imgClassName={cn('z-1', isBroken && 'invisible')}
    >
      {localFile !== null ? (
        <LocalPicture file={localFile} dimmed={dimmed} />
      ) : thumbnail === null || isBroken ? (
        <NoPicture />
      ) : null}
      {children}
    </HashedImage>
  );
}

function LocalPicture({ file, dimmed }: { file: File; dimmed: boolean }) {
  const [broken, setBroken] = useState(false);
  const preview = useLocalPreview(file);
  if (broken) return <NoPicture />;
  return preview === null ? null : (
    // biome-ignore lint/performance/noImgElement: a file of this device
    <img
      src={preview}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
      className={cn('absolute inset-0 size-full object-cover transition-opacity', dimmed && 'opacity-55')}
    />
  );
}

function NoPicture() {
  return <ImageOff aria-hidden="true" strokeWidth={1.5} className="absolute inset-0 m-auto size-6 text-muted" />;
}
