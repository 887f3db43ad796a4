import type { GalleryTile } from './gallery-state.ts';
import { selectableIdOf } from './tile-status.ts';

type Place = Pick<GalleryTile, 'key' | 'upload' | 'asset' | 'missingPage'>;

/**
 * The images from one to another in the order of the view, with those between that are not loaded, which are asked for.
 * @param listPage the ids of a page by its number
 * @returns null when either is not in the view
 */
export async function rangeOrder(
  tiles: readonly Place[],
  from: string,
  to: string,
  listPage: (page: number) => Promise<string[]>,
): Promise<string[] | null> {
  const [start, end] = [from, to].map((id) => tiles.findIndex((tile) => selectableIdOf(tile) === id)) as [
    number,
    number,
  ];
  if (start === -1 || end === -1) return null;
  const between = tiles.slice(Math.min(start, end), Math.max(start, end) + 1);
  const order: string[] = [];
  const listed = new Set<number>();
  for (const tile of between) {
    const { missingPage } = tile;
    const id = selectableIdOf(tile);
    if (id !== null) order.push(id);
    if (missingPage === null || listed.has(missingPage)) continue;
    listed.add(missingPage);
    order.push(...(await listPage(missingPage)));
  }
  return order;
}
