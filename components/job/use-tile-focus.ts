'use client';

import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { GalleryTile } from './gallery-state';

type FocusedTile = { key: string; index: number };

/**
 * Which tile the focus is on, or was on last. It stays with its tile when others come and go; when the tile itself
 * goes, the one in its place has it.
 */
export function useTileFocus(list: RefObject<HTMLUListElement | null>, tiles: readonly GalleryTile[]) {
  const [focused, setFocused] = useState<FocusedTile | null>(null);
  /** The focus is in the list, or falls back into it: what had it may just have been removed. */
  const isInside = useRef(false);
  const isWanted = useRef(false);

  const index = useMemo(() => {
    if (focused === null || tiles.length === 0) return -1;
    if (tiles[focused.index]?.key === focused.key) return focused.index;
    const moved = tiles.findIndex(({ key }) => key === focused.key);
    return moved === -1 ? Math.min(focused.index, tiles.length - 1) : moved;
  }, [focused, tiles]);

  const moveTo = (to: number) => {
    const tile = tiles[to];
    if (tile === undefined) return;
    isWanted.current = true;
    setFocused({ key: tile.key, index: to });
  };

  useLayoutEffect(() => {
    const hasFallen = isInside.current && document.activeElement === document.body;
    if (index === -1 || !(isWanted.current || hasFallen)) return;
    const tile = list.current?.querySelector<HTMLElement>(`:scope > [data-index="${index}"]`);
    if (!tile) return;
    isWanted.current = false;
    (tile.querySelector<HTMLElement>('[data-tile-button]') ?? tile.querySelector('button') ?? tile).focus();
  });

  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (!(event.target instanceof Node && list.current?.contains(event.target))) isInside.current = false;
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    return () => document.removeEventListener('pointerdown', onPointerDown, true);
  }, [list]);

  const listProps = {
    onFocus: (event: FocusEvent<HTMLUListElement>) => {
      const element = event.target.closest<HTMLElement>('[data-index]');
      if (element === null) return;
      isInside.current = true;
      const at = Number(element.dataset.index);
      const tile = tiles[at];
      if (tile !== undefined && (focused?.key !== tile.key || focused.index !== at))
        setFocused({ key: tile.key, index: at });
    },
    onBlur: (event: FocusEvent<HTMLUListElement>) => {
      const to = event.relatedTarget;
      if (to instanceof Node && !event.currentTarget.contains(to)) isInside.current = false;
    },
  };

  return { index, moveTo, listProps };
}
