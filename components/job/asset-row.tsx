import type { ReactNode } from 'react';
import { HashedImage } from '@/components/ui/hashed-image';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import type { Asset } from '@/lib/schemas/asset';

type AssetRowProps = {
  asset: Asset;
  /** The line under the name. */
  children: ReactNode;
  /** At the right end; below the rest on narrow screens. */
  actions: ReactNode;
};

/** One image in a list of rows. */
export function AssetRow({ asset, children, actions }: AssetRowProps) {
  return (
    <li
      aria-label={asset.name}
      data-asset-id={asset.id}
      data-status={asset.status}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 p-3 sm:flex-nowrap"
    >
      <HashedImage
        src={asset.variants['112x112'] ?? asset.variants.thumbnail}
        thumbhash={asset.thumbhash}
        alt=""
        loading="lazy"
        className="size-14 shrink-0 rounded-md"
      />
      <div className="min-w-0 flex-1 basis-50">
        <MiddleTruncate text={asset.name} className="font-medium" />
        {children}
      </div>
      {actions}
    </li>
  );
}
