'use client';

import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { Asset } from '@/lib/schemas/asset';
import type { GalleryTile } from './gallery-state';
import { isStored } from './tile-status';

export type Step = 'previous' | 'next' | 'first' | 'last';

/** An image to look at, or the page that has to be loaded to know which one it is. */
type Stop = { asset: Asset } | { missingPage: number };

/** So many images before the end of what is loaded, more is asked for. */
const LOOK_AHEAD = 20;

type WalkOptions = {
  tiles: readonly GalleryTile[];
  openId: string | null;
  onMove: (assetId: string) => void;
  needPages: (pages: readonly number[]) => void;
};

/** From image to image in the order of the grid, also to those that are not loaded yet. */
export function useWalk({ tiles, openId, onMove, needPages }: WalkOptions) {
  const index = useMemo(
    () => (openId === null ? -1 : tiles.findIndex(({ asset }) => isStored(asset) && asset.id === openId)),
    [tiles, openId],
  );
  /** A step that waits for its page, from the image that is open. */
  const [awaited, setAwaited] = useState<{ from: string | null; step: Step } | null>(null);

  const find = (step: Step): Stop | null => {
    switch (step) {
      case 'previous':
        return scan(tiles, index - 1, -1);
      case 'next':
        return scan(tiles, index + 1, 1);
      case 'first':
        return scan(tiles, 0, 1);
      case 'last':
        return scan(tiles, tiles.length - 1, -1);
    }
  };

  const go = (step: Step) => {
    const stop = find(step);
    if (stop === null) return;
    if ('asset' in stop) {
      setAwaited(null);
      onMove(stop.asset.id);
    } else {
      setAwaited({ from: openId, step });
      needPages([stop.missingPage]);
    }
  };

  const goOn = useEffectEvent(() => {
    if (awaited !== null && awaited.from === openId) go(awaited.step);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was waited for may be among them
  useEffect(() => goOn(), [tiles]);

  const lookAhead = useEffectEvent(() => {
    if (index === -1) return;
    const near = tiles.slice(Math.max(0, index - LOOK_AHEAD), index + LOOK_AHEAD + 1);
    const pages = new Set(near.flatMap(({ missingPage }) => (missingPage === null ? [] : [missingPage])));
    if (pages.size > 0) needPages([...pages]);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at from every image
  useEffect(() => lookAhead(), [index, tiles]);

  const assetAt = (step: Step): Asset | null => {
    const stop = find(step);
    return stop !== null && 'asset' in stop ? stop.asset : null;
  };
  return {
    index,
    go,
    isWaiting: awaited !== null && awaited.from === openId,
    /** Null at the end; `unknown` while it is not loaded. */
    previous: find('previous') === null ? null : (assetAt('previous') ?? 'unknown'),
    next: find('next') === null ? null : (assetAt('next') ?? 'unknown'),
  } as const;
}

function scan(tiles: readonly GalleryTile[], from: number, direction: 1 | -1): Stop | null {
  for (let index = from; index >= 0 && index < tiles.length; index += direction) {
    const tile = tiles[index];
    if (tile?.missingPage !== null && tile?.missingPage !== undefined) return { missingPage: tile.missingPage };
    if (tile !== undefined && isStored(tile.asset)) return { asset: tile.asset };
  }
  return null;
}
