'use client';

import { type CSSProperties, type MouseEvent, useState } from 'react';
import { HashedImage } from '@/components/ui/hashed-image';
import type { PublicAsset } from '@/lib/schemas/public-page';
import { tileSources } from './image-sources';
import { Lightbox } from './lightbox';

function tileId(slug: string): string {
  return `image-${slug}`;
}

// Beyond these a tile would be a line: the lightbox shows the whole image.
const MIN_RATIO = 0.5;
const MAX_RATIO = 3;

/**
 * Justified rows by flexbox alone: each tile grows by its ratio, so all of a row end up equally high, and the room of
 * each is known before its bytes. Tiles are links to the images' own pages; with JavaScript they open the lightbox.
 */
export function Gallery({ items }: { items: PublicAsset[] }) {
  const [openIndex, setOpenIndex] = useState<number | null>(null);

  const open = (event: MouseEvent, index: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setOpenIndex(index);
  };

  return (
    <>
      <ul className="flex flex-wrap gap-1 [--row:7rem] after:grow-[1e4] sm:gap-3 sm:[--row:15rem] lg:[--row:18rem]">
        {items.map((asset, index) => {
          const ratio = Math.min(MAX_RATIO, Math.max(MIN_RATIO, asset.width / asset.height));
          return (
            <li
              key={asset.slug}
              style={{ '--ratio': ratio, flexGrow: ratio } as CSSProperties}
              className="max-w-full basis-[calc(var(--row)*var(--ratio))]"
            >
              <a
                id={tileId(asset.slug)}
                href={asset.pageUrl}
                onClick={(event) => open(event, index)}
                className="block aspect-(--ratio) outline-offset-3 transition-opacity hover:opacity-90"
              >
                <HashedImage
                  {...tileSources(asset)}
                  sizes={`(min-width: 640px) ${Math.round(ratio * 320)}px, ${Math.round(ratio * 180)}px`}
                  thumbhash={asset.thumbhash}
                  alt={asset.name}
                  loading={index < 12 ? 'eager' : 'lazy'}
                  className="size-full"
                />
              </a>
            </li>
          );
        })}
      </ul>
      <Lightbox
        items={items}
        index={openIndex}
        onIndexChange={setOpenIndex}
        onClosed={({ slug }) => document.getElementById(tileId(slug))?.focus()}
      />
    </>
  );
}
