import { expect, test, vi } from 'vitest';
import type { Asset } from '../../lib/schemas/asset.ts';
import { rangeOrder } from './range-order.ts';

const loaded = (id: string, status: Asset['status'] = 'private') => ({
  key: id,
  upload: null,
  asset: { id, status } as Asset,
  missingPage: null,
});
const gap = (page: number, index: number) => ({
  key: `page-${page}-${index}`,
  upload: null,
  asset: null,
  missingPage: page,
});

test('a range has what lies between, loaded or not, and each page is asked for once', async () => {
  const tiles = [
    loaded('a'),
    loaded('b'),
    gap(1, 0),
    gap(1, 1),
    gap(2, 0),
    loaded('g'),
    loaded('h', 'verifying'),
    loaded('i'),
  ];
  const listPage = vi.fn(async (page: number) => [`${page}-x`, `${page}-y`]);
  const whole = ['b', '1-x', '1-y', '2-x', '2-y', 'g', 'i'];
  expect(await rangeOrder(tiles, 'b', 'i', listPage)).toEqual(whole);
  expect(listPage.mock.calls).toEqual([[1], [2]]);
  expect(await rangeOrder(tiles, 'i', 'b', listPage)).toEqual(whole);
  expect(await rangeOrder(tiles, 'a', 'b', listPage)).toEqual(['a', 'b']);
  expect(listPage).toHaveBeenCalledTimes(4);
  expect(await rangeOrder(tiles, 'gone', 'b', listPage)).toBeNull();
});
