import { describe, expect, it, vi } from 'vitest';
import type { Asset } from '../../lib/schemas/asset.ts';
import type { ChangeAssets, ChangedAssetItem } from '../../lib/schemas/asset-batch.ts';
import type { ActionResult } from '../../lib/schemas/error.ts';
import { type BulkPorts, type BulkProgress, type BulkTarget, runBulk } from './bulk-run.ts';

const target = (number: number): BulkTarget => ({
  id: `id-${number}`,
  name: `${number}.png`,
  isPublic: false,
  isRefused: false,
});
const targets = (count: number) => Array.from({ length: count }, (_, index) => target(index));
const asset = (id: string, changes: Partial<Asset> = {}): Asset =>
  ({ id, status: 'private', visibility: 'private', trashedAt: null, rejection: null, ...changes }) as Asset;
const shown = (id: string) => asset(id, { status: 'public', visibility: 'public' });
const ok = (items: ChangedAssetItem[]): ActionResult<ChangedAssetItem[]> => ({ ok: true, data: items });
const fail = (code: 'database_unavailable' | 'not_found', message: string): ActionResult<ChangedAssetItem[]> => ({
  ok: false,
  error: { code, message },
});

async function* pagesOf(...pages: BulkTarget[][]): AsyncGenerator<BulkTarget[]> {
  yield* pages;
}

function makePorts(answer: (change: ChangeAssets) => ActionResult<ChangedAssetItem[]>) {
  return {
    change: vi.fn(async (change: ChangeAssets) => answer(change)),
    getAssets: vi.fn(async (ids: string[]) => ids.map(shown)),
    sleep: vi.fn(async () => {}),
  } satisfies BulkPorts;
}
const publishAll = ({ assetIds }: ChangeAssets) => ok(assetIds.map((assetId) => ({ assetId, asset: shown(assetId) })));

function run(pages: AsyncIterable<readonly BulkTarget[]>, ports: BulkPorts, onProgress = (_: BulkProgress) => {}) {
  const controller = new AbortController();
  const result = runBulk(pages, { action: 'publish' }, ports, {
    signal: controller.signal,
    onProgress: (progress) => {
      onProgress(progress);
      if (progress.done.length >= 150) controller.abort();
    },
    onSend: () => {},
    onChanged: () => {},
  });
  return result;
}

describe('a change of many', () => {
  it('is sent in requests of a hundred, however the pages come', async () => {
    const ports = makePorts(publishAll);
    const all = targets(130);
    const result = await run(pagesOf(all.slice(0, 40), all.slice(40, 50), all.slice(50)), ports);
    expect(ports.change.mock.calls.map(([{ assetIds }]) => assetIds.length)).toEqual([100, 30]);
    expect(result).toEqual({ done: all, failed: [], stopped: null });
  });

  it('gives each its own failure, and goes on', async () => {
    const ports = makePorts(({ assetIds }) =>
      ok(
        assetIds.map((assetId, index) =>
          index === 1
            ? { assetId, error: { code: 'asset_not_ready', message: 'Not yet.' } }
            : { assetId, asset: shown(assetId) },
        ),
      ),
    );
    const result = await run(pagesOf(targets(3)), ports);
    expect(result.done).toEqual([target(0), target(2)]);
    expect(result.failed).toEqual([{ target: target(1), reason: 'Not yet.' }]);
  });

  it('is not done before the server says so', async () => {
    const ports = makePorts(({ assetIds }) =>
      ok(assetIds.map((assetId) => ({ assetId, asset: asset(assetId, { status: 'publishing' }) }))),
    );
    ports.getAssets
      .mockImplementationOnce(async (ids) => ids.map((id) => asset(id, { status: 'publishing' })))
      .mockRejectedValueOnce(new Error('away'))
      .mockImplementationOnce(async ([first = '', second = '']) => [shown(first), asset(second)]);
    const counts: number[] = [];
    const result = await run(pagesOf(targets(2)), ports, ({ done }) => counts.push(done.length));
    expect(counts).toEqual([0, 0, 1]);
    expect(result.done).toEqual([target(0)]);
    expect(result.failed).toEqual([{ target: target(1), reason: 'It is as it was before. Try again in a moment.' }]);
  });

  it('is sent again when its answer was lost, and stops when nothing answers', async () => {
    let failures = 2;
    const passing = makePorts((change) =>
      failures-- > 0 ? fail('database_unavailable', 'Away.') : publishAll(change),
    );
    expect((await run(pagesOf(targets(1)), passing)).done).toEqual([target(0)]);
    const away = makePorts(() => fail('database_unavailable', 'Away.'));
    const stopped = await run(pagesOf(targets(101)), away);
    expect(stopped).toEqual({ done: [], failed: [], stopped: { reason: 'Away.', mayPass: true } });
    expect(away.change).toHaveBeenCalledTimes(3);
    const refused = makePorts(() => fail('not_found', 'There is no such job.'));
    expect((await run(pagesOf(targets(1)), refused)).stopped).toEqual({
      reason: 'There is no such job.',
      mayPass: false,
    });
    expect(refused.change).toHaveBeenCalledTimes(1);
  });

  it('is cancelled between two requests, never within one', async () => {
    const ports = makePorts(publishAll);
    const result = await run(pagesOf(targets(350)), ports);
    expect(ports.change).toHaveBeenCalledTimes(2);
    expect([result.done.length, result.stopped]).toEqual([200, 'cancelled']);
  });

  it('stops with the words of a list that could not be read', async () => {
    async function* broken(): AsyncGenerator<BulkTarget[]> {
      yield targets(100);
      throw new Error('The server did not answer.');
    }
    const result = await run(broken(), makePorts(publishAll));
    expect([result.done.length, result.stopped]).toEqual([
      100,
      { reason: 'The server did not answer.', mayPass: true },
    ]);
  });

  it.each([
    ['trash', asset('id-0', { trashedAt: '2026-11-26T12:00:00Z', status: 'unpublishing' }), 'done'],
    ['trash', null, 'done'],
    ['trash', asset('id-0', { status: 'deleting' }), 'done'],
    ['delete', null, 'done'],
    ['restore', asset('id-0', { status: 'unpublishing' }), 'done'],
    ['move', asset('id-0'), 'done'],
    ['unpublish', asset('id-0'), 'done'],
    ['publish', null, 'failed'],
    ['unpublish', shown('id-0'), 'failed'],
  ] as const)('%s of %o is %s', async (action, answered, wanted) => {
    const ports = makePorts(() => ok([{ assetId: 'id-0', asset: answered }]));
    const change = { action, ...(action === 'move' && { jobId: 'job' }) };
    const options = {
      signal: new AbortController().signal,
      onProgress: () => {},
      onChanged: () => {},
      onSend: () => {},
    };
    const result = await runBulk(pagesOf(targets(1)), change, ports, options);
    expect(result.done.length === 1 ? 'done' : 'failed').toBe(wanted);
    expect(ports.getAssets).not.toHaveBeenCalled();
  });
});
