'use client';

import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { IconSprite } from '@/components/ui/icon-sprite';
import type { Visibility } from '@/lib/schemas/asset';
import { AssetTile, MissingTile } from './asset-tile';
import type { GalleryTile } from './gallery-state';
import { isSelected, isSelecting, type Selection } from './selection-state';
import type { TileHandlers } from './tile-handlers';
import { TILE_ICONS } from './tile-icons';
import { isStored, selectableIdOf } from './tile-status';
import { useFewAtATime } from './use-few-at-a-time';
import { useKeptScroll } from './use-kept-scroll';
import { useTileFocus } from './use-tile-focus';
import { useTileWindow } from './use-tile-window';

/** Beyond what is drawn, so many tiles are loaded ahead of the window. */
const TILES_AHEAD = 100;

export type AssetGridHandle = {
  /** Scrolls to an image and puts the focus on it. */
  focusAsset(assetId: string): void;
  /** The name of an image becomes an input. */
  rename(assetId: string): void;
};

type AssetGridProps = {
  ref: Ref<AssetGridHandle>;
  tiles: readonly GalleryTile[];
  pending: ReadonlyMap<string, Visibility>;
  selection: GridSelection;
  handlers: TileHandlers;
  /** What the scroll position is remembered under. */
  address: string;
  /** Told which pages the tiles in view belong to, and which of them are missing. */
  onView: (firstIndex: number, lastIndex: number, missingPages: readonly number[]) => void;
};

export type GridSelection = {
  selected: Selection;
  /** From where the keyboard stands to where it goes. */
  extend: (to: string, from: string) => void;
  /** What is selected goes to the trash. */
  trash: () => void;
};

/**
 * The grid and its keys: arrows move, with Shift they select, Space selects, Enter opens, F2 renames, p publishes or
 * takes back, Delete moves to the trash.
 */
export function AssetGrid({ ref, tiles, pending, selection, handlers, address, onView }: AssetGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const [renamedId, setRenamedId] = useState<string | null>(null);
  const endRename = useCallback(() => setRenamedId(null), []);
  const focus = useTileFocus(list, tiles);
  const view = useTileWindow(list, tiles.length, focus.index);
  useKeptScroll(address, view.isMeasured);

  useImperativeHandle(ref, () => ({
    focusAsset: (assetId) => focus.moveTo(tiles.findIndex(({ asset }) => asset?.id === assetId)),
    rename: setRenamedId,
  }));

  const { rows, columns, atFirst, spaceAfter, firstRowInWindow, rowsInWindow } = view;
  const drawn = useMemo(
    () =>
      rows === null
        ? tiles.slice(0, atFirst).map((tile, index) => ({ tile, index, gapBefore: 0 }))
        : rows.flatMap(({ index: row, gapBefore }) =>
            tiles
              .slice(row * columns, (row + 1) * columns)
              .map((tile, column) => ({ tile, index: row * columns + column, gapBefore })),
          ),
    [tiles, rows, columns, atFirst],
  );
  // From the window on, and what lies above it last.
  const inOrder = useMemo(() => {
    const isAbove = ({ index }: { index: number }) => index < firstRowInWindow * columns;
    return [...drawn.filter((place) => !isAbove(place)), ...drawn.filter(isAbove)].map(({ tile }) => tile);
  }, [drawn, firstRowInWindow, columns]);
  const whole = useFewAtATime(inOrder);

  const tellView = useEffectEvent((firstIndex: number, lastIndex: number) => {
    const pages = new Set<number>();
    const noteMissing = (from: number, to: number) => {
      for (let index = Math.max(0, from); index <= Math.min(to, tiles.length - 1); index += 1) {
        const page = tiles[index]?.missingPage;
        if (page !== null && page !== undefined) pages.add(page);
      }
    };
    noteMissing(firstIndex, lastIndex);
    noteMissing(lastIndex + 1, lastIndex + TILES_AHEAD);
    noteMissing(firstIndex - TILES_AHEAD, firstIndex - 1);
    onView(firstIndex, lastIndex, [...pages]);
  });
  const firstIndex = drawn.find(({ index }) => index !== focus.index)?.index ?? 0;
  const lastIndex = drawn.findLast(({ index }) => index !== focus.index)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tiles may lie there now
  useEffect(() => tellView(firstIndex, lastIndex), [firstIndex, lastIndex, tiles]);

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    // Its keys are those of the text.
    if (event.target instanceof HTMLInputElement) return;
    const element = event.target.closest<HTMLElement>('[data-index]');
    if (element === null || event.target.closest('[role=menu]')) return;
    const index = Number(element.dataset.index);
    const tile = tiles[index];
    const asset = isStored(tile?.asset ?? null) ? (tile?.asset ?? null) : null;
    const to = stepTo(event.key, { index, last: tiles.length - 1, columns, rowsInWindow });
    if (to !== null) {
      event.preventDefault();
      focus.moveTo(to);
      const [from, reached] = [tile, tiles[to]].map((end) => (end === undefined ? null : selectableIdOf(end)));
      if (event.shiftKey && from && reached) selection.extend(reached, from);
    } else if (event.key === ' ' && asset !== null && event.target.matches('[data-tile-button], li')) {
      event.preventDefault();
      handlers.select(asset.id, false);
    } else if (event.key === 'F2' && asset !== null) {
      event.preventDefault();
      setRenamedId(asset.id);
    } else if (event.key === 'p' && asset !== null) {
      const wanted = pending.get(asset.id) ?? asset.wantedVisibility;
      handlers.setVisibility(asset, wanted === 'public' ? 'private' : 'public');
    } else if (event.key === 'Delete' && isSelecting(selection.selected)) {
      selection.trash();
    } else if (event.key === 'Delete' && tile !== undefined && tile.missingPage === null) {
      handlers.remove(tile.key);
    }
  };

  // Tab leads to one tile; from there the arrows lead on.
  const tabStop = drawn.some(({ index }) => index === focus.index) ? focus.index : firstIndex;
  return (
    <IconSprite icons={TILE_ICONS}>
      <ul
        ref={list}
        // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is one
        role="list"
        aria-label="Images"
        data-selecting={isSelecting(selection.selected) || undefined}
        onKeyDown={onKeyDown}
        // Where a button is pressed when Space is let go, it selects only.
        onKeyUp={(event) => {
          if (event.key === ' ' && event.target instanceof HTMLElement && event.target.matches('[data-tile-button]')) {
            event.preventDefault();
          }
        }}
        {...focus.listProps}
        style={{ paddingBottom: spaceAfter || undefined }}
        className="group/grid grid grid-cols-2 gap-x-0 gap-y-3 [overflow-anchor:none] sm:grid-cols-[repeat(auto-fill,minmax(max(13rem,11vw),1fr))] sm:gap-x-1 sm:gap-y-4"
      >
        {drawn.map(({ tile, index, gapBefore }) => {
          const place = { index, count: tiles.length, gapBefore, isTabStop: index === tabStop };
          if (tile.missingPage !== null || !whole.has(tile.key)) return <MissingTile key={tile.key} {...place} />;
          const selectableId = selectableIdOf(tile);
          return (
            <AssetTile
              key={tile.key}
              tileKey={tile.key}
              upload={tile.upload}
              asset={tile.asset}
              selectableId={selectableId}
              selected={selectableId !== null && isSelected(selection.selected, selectableId)}
              pending={tile.asset === null ? undefined : pending.get(tile.asset.id)}
              renamed={tile.asset !== null && tile.asset.id === renamedId}
              onRenameEnd={endRename}
              handlers={handlers}
              {...place}
            />
          );
        })}
      </ul>
    </IconSprite>
  );
}

type From = { index: number; last: number; columns: number; rowsInWindow: number };

/** The index that a key leads to; null for other keys. At the edges it stays. */
function stepTo(key: string, { index, last, columns, rowsInWindow }: From): number | null {
  const page = columns * Math.max(1, rowsInWindow - 2);
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -page,
    PageDown: page,
    Home: -last,
    End: last,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const to = index + step;
  // One row up or down of the edge there is nothing; longer steps end at it.
  if (key.startsWith('Arrow') && (to < 0 || to > last)) return index;
  return Math.max(0, Math.min(last, to));
}
