import type { CSSProperties } from 'react';
import { HashedImage } from '@/components/ui/hashed-image';
import type { PublicAsset } from '@/lib/schemas/public-page';
import { largeSources } from './image-sources';

// A longer image gets a box of this ratio and lies in its middle: a box of one pixel could not keep its own.
const MAX_RATIO = 20;

type FittedImageProps = { asset: PublicAsset /** CSS length of the height that is free for it. */; room: string };

/** The width at which {@link FittedImage} shows it, as the `sizes` of its sources. */
export function fittedSizes({ width, height }: PublicAsset, room: string): string {
  return `min(100vw, calc(${room} * ${(width / height).toFixed(4)}))`;
}

/**
 * The image as large as the room allows, never enlarged, its box known before its bytes. Only a style attribute can
 * carry its own ratio.
 */
export function FittedImage({ asset, room }: FittedImageProps) {
  const width = Math.max(asset.width, asset.height / MAX_RATIO);
  const height = Math.max(asset.height, asset.width / MAX_RATIO);
  const style = { '--natural': `${width}px`, '--room': room, '--ratio': width / height } as CSSProperties;
  return (
    <div style={style} className="aspect-(--ratio) w-[min(100%,var(--natural),calc(var(--room)*var(--ratio)))]">
      <HashedImage
        {...largeSources(asset)}
        sizes={fittedSizes(asset, room)}
        thumbhash={asset.thumbhash}
        alt={asset.name}
        fetchPriority="high"
        className="size-full bg-transparent"
        imgClassName="object-contain"
      />
    </div>
  );
}
