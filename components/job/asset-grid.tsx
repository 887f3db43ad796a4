'use client';

import type { KeyboardEvent } from 'react';
import type { Visibility } from '@/lib/schemas/asset';
import { AssetTile } from './asset-tile';
import type { GalleryTile } from './gallery-state';
import type { TileHandlers } from './tile-handlers';
import { isStored } from './tile-status';

type AssetGridProps = {
  tiles: readonly GalleryTile[];
  pending: ReadonlyMap<string, Visibility>;
  handlers: TileHandlers;
};

/** The grid and its keys: arrows move, Enter opens, p publishes or takes back, Delete moves to the trash. */
export function AssetGrid({ tiles, pending, handlers }: AssetGridProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    const element = event.target.closest<HTMLElement>('[data-tile]');
    if (element === null || event.target.closest('[role=menu]')) return;
    const tile = tiles.find(({ key }) => key === element.dataset.tile);
    const next = neighbourOf(element, event.key);
    if (next !== null) {
      event.preventDefault();
      (next.querySelector<HTMLElement>('[data-tile-button]') ?? next.querySelector<HTMLElement>('button'))?.focus();
    } else if (event.key === 'p' && tile !== undefined && isStored(tile.asset)) {
      const wanted = pending.get(tile.asset.id) ?? tile.asset.wantedVisibility;
      handlers.setVisibility(tile.asset, wanted === 'public' ? 'private' : 'public');
    } else if (event.key === 'Delete' && tile !== undefined) {
      const after = neighbourOf(element, 'ArrowRight') ?? neighbourOf(element, 'ArrowLeft');
      after?.querySelector<HTMLElement>('[data-tile-button], button')?.focus();
      handlers.remove(tile.key);
    }
  };
  return (
    <ul
      // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is one
      role="list"
      aria-label="Images"
      onKeyDown={onKeyDown}
      className="grid grid-cols-2 gap-x-0 gap-y-3 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] sm:gap-x-1 sm:gap-y-4"
    >
      {tiles.map(({ key, upload, asset }) => (
        <AssetTile
          key={key}
          tileKey={key}
          upload={upload}
          asset={asset}
          pending={asset === null ? undefined : pending.get(asset.id)}
          handlers={handlers}
        />
      ))}
    </ul>
  );
}

/** The tile that an arrow key leads to; null for other keys and at the edge. */
function neighbourOf(element: HTMLElement, key: string): HTMLElement | null {
  const list = element.parentElement;
  if (list === null) return null;
  const tiles = [...list.children] as HTMLElement[];
  const index = tiles.indexOf(element);
  const columns = tiles.filter((tile) => tile.offsetTop === tiles[0]?.offsetTop).length;
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  const step = steps[key];
  if (step === undefined) return null;
  return tiles[index + step] ?? null;
}
