'use client';

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** Up to so many tiles are all in the document. */
const ALL_UP_TO = 60;
/** Of more tiles, so many are: each has some 25 elements, and a page should not have more than 1,500. */
const MOST_AT_ONCE = 50;
/** Before anything is measured, on the server too: they fill any window. */
const AT_FIRST = 36;

type Measures = { columns: number; rowHeight: number; top: number };

/** A row of tiles, and how far it lies below the one that is drawn before it. */
export type TileRow = { index: number; gapBefore: number };

/**
 * Which rows of a grid are drawn: those in the window and as many around it as there is room for. The list keeps its
 * full height. Rows are equally high; their height is taken from the first tile.
 * @param keptIndex a tile that stays, wherever the window is: it has the focus
 */
export function useTileWindow(list: RefObject<HTMLUListElement | null>, count: number, keptIndex: number) {
  const [measures, setMeasures] = useState<Measures | null>(null);
  const isWhole = count <= ALL_UP_TO;
  const { columns, rowHeight, top } = measures ?? { columns: 1, rowHeight: 1, top: 0 };
  const rowCount = Math.ceil(count / columns);

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || isWhole) return;
    const measure = () => setMeasures((before) => keepEqual(before, measureGrid(element)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // What stands above the list moves it.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list, isWhole]);

  const isWindowed = !isWhole && measures !== null;
  const rowsInWindow = typeof window === 'undefined' ? 1 : Math.ceil(window.innerHeight / rowHeight) + 1;
  // The row that is kept may lie outside of all others.
  const room = MOST_AT_ONCE - (keptIndex < 0 ? 0 : columns);
  const overscan = Math.max(1, Math.floor((room / columns - rowsInWindow) / 2));
  const keptRow = keptIndex < 0 ? -1 : Math.floor(keptIndex / columns);
  const virtualizer = useWindowVirtualizer({
    count: rowCount,
    enabled: isWindowed,
    estimateSize: () => rowHeight,
    scrollMargin: top,
    overscan,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return keptRow < 0 || rows.includes(keptRow) ? rows : [...rows, keptRow].sort((a, b) => a - b);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: all rows have another height now
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const rows: TileRow[] = [];
  let next = 0;
  if (isWindowed) {
    for (const { index } of virtualizer.getVirtualItems()) {
      rows.push({ index, gapBefore: (index - next) * rowHeight });
      next = index + 1;
    }
  }
  return {
    rows: isWindowed ? rows : null,
    /** How many tiles are drawn while there are no rows. */
    atFirst: isWhole ? count : AT_FIRST,
    spaceAfter: isWindowed ? (rowCount - next) * rowHeight : 0,
    columns,
    firstRowInWindow: virtualizer.range?.startIndex ?? 0,
    rowsInWindow,
    isMeasured: isWhole || isWindowed,
  };
}

function measureGrid(list: HTMLElement): Measures | null {
  const tile = list.firstElementChild;
  if (!(tile instanceof HTMLElement)) return null;
  const style = getComputedStyle(list);
  return {
    columns: style.gridTemplateColumns.split(' ').length,
    rowHeight: tile.getBoundingClientRect().height + Number.parseFloat(style.rowGap),
    top: list.getBoundingClientRect().top + window.scrollY,
  };
}

function keepEqual(before: Measures | null, now: Measures | null): Measures | null {
  if (now === null || before === null) return now ?? before;
  const isEqual = before.columns === now.columns && before.top === now.top && before.rowHeight === now.rowHeight;
  return isEqual ? before : now;
}
