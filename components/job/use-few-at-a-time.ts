'use client';

import { useEffect, useState } from 'react';
import type { GalleryTile } from './gallery-state';

/** New tiles for each frame. */
const TILES_PER_FRAME = 6;

/**
 * Which of the tiles in the document are drawn with all their parts. New ones are so a few in each frame, until then only
 * their places are there: neither a large drop nor a jump through a long list holds the page up.
 * @param tiles in the order in which they are wanted
 * @returns their keys
 */
export function useFewAtATime(tiles: readonly GalleryTile[]): ReadonlySet<string> {
  // What the page opens with is drawn at once, as it was on the server; uploads are not known there. Of a drop into an
  // empty job the first few are there with their places.
  const [whole, setWhole] = useState(() => addSome(keysOf(tiles.filter(({ upload }) => upload === null)), tiles));
  useEffect(() => {
    if (tiles.every(({ key }) => whole.has(key))) return;
    const frame = requestAnimationFrame(() => setWhole((before) => addSome(before, tiles)));
    return () => cancelAnimationFrame(frame);
  }, [tiles, whole]);
  return whole;
}

const keysOf = (tiles: readonly GalleryTile[]): ReadonlySet<string> => new Set(tiles.map(({ key }) => key));

/** Those that have gone are forgotten. */
function addSome(before: ReadonlySet<string>, tiles: readonly GalleryTile[]): ReadonlySet<string> {
  const known = tiles.filter(({ key }) => before.has(key));
  const fresh = tiles.filter(({ key }) => !before.has(key));
  return keysOf([...known, ...fresh.slice(0, TILES_PER_FRAME)]);
}
