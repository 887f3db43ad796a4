import { expect, test } from 'vitest';
import type { AssetStore } from '../ports/asset-store.ts';
import { writeReceipt } from './receipt.ts';

test('ten thousand images make one text, read a page at a time', async () => {
  const pages: number[] = [];
  const list: AssetStore['list'] = async (_ownerId, _jobId, { after, limit }) => {
    const from = after === null ? 0 : Number(after[1]);
    pages.push(limit);
    return Array.from({ length: Math.min(limit, 10_000 - from) }, (_, index) => ({
      asset: {
        ...{ name: `image-${from + index}.png`, bytes: 7, sha256: 'ab', status: 'private' },
        verifiedAt: '2026-03-09T12:03:00+00:00',
      },
      position: [from + index + 1, from + index + 1],
    })) as unknown as Awaited<ReturnType<AssetStore['list']>>;
  };
  let text = '';
  for await (const piece of writeReceipt('owner', 'job', { list } as AssetStore)) text += piece;
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(10_002);
  expect(lines[1]).toBe('image-0.png,7,ab,2026-03-09T12:03:00.000Z');
  expect(lines[10_000]).toBe('image-9999.png,7,ab,2026-03-09T12:03:00.000Z');
  expect(new Set(lines).size).toBe(10_002);
  expect(Math.max(...pages)).toBeLessThanOrEqual(500);
});
