import type { CSSProperties } from 'react';
import { HashedImage } from '@/components/ui/hashed-image';
import type { PublicAsset } from '@/lib/schemas/public-page';
import { largeSources } from './image-sources';

type FittedImageProps = { asset: PublicAsset /** CSS length of the height that is free for it. */; room: string };

/**
 * The image as large as the room allows, never enlarged, its box known before its bytes. Only a style attribute can
 * carry its own ratio.
 */
export function FittedImage({ asset, room }: FittedImageProps) {
  const ratio = asset.width / asset.height;
  const style = { '--natural': `${asset.width}px`, '--room': room, '--ratio': ratio } as CSSProperties;
  return (
    <div
      style={style}
      className="aspect-(--ratio) min-h-px w-[min(100%,var(--natural),calc(var(--room)*var(--ratio)))] min-w-px"
    >
      <HashedImage
        {...largeSources(asset)}
        sizes={`min(100vw, calc(${room} * ${ratio.toFixed(4)}))`}
        thumbhash={asset.thumbhash}
        alt={asset.name}
        fetchPriority="high"
        className="size-full bg-transparent"
        imgClassName="object-contain"
      />
    </div>
  );
}
