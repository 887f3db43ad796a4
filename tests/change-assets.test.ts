import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asset } from '../lib/schemas/asset.ts';
import { type BatchAction, type ChangedAssetItem, changedAssetsSchema } from '../lib/schemas/asset-batch.ts';
import { type Api, createApi, errorCodeOf } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** Many assets changed by one request each, and assets moved between jobs. */

const MISSING = '00000000-0000-4000-8000-000000000000';
/** What a caller waits for work, and as much again for the rest of the request on a busy machine. */
const LONGEST_REQUEST_MS = 10_000;

let stack: Stack;
let backend: Backend;
let ada: User;
let api: Api;
let seed = 1;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  ada = await signUp(stack, 'ada');
  api = createApi(stack.appUrl, ada.accessToken);
});
afterAll(() => stack?.stop());

/** A job with so many verified images, oldest first. */
async function makeJob(title: string, count: number): Promise<{ jobId: string; assets: Asset[] }> {
  const { id } = await api.createJob(title);
  for (let left = count; left > 0; left -= 10) {
    await Promise.all(
      Array.from({ length: Math.min(10, left) }, () => {
        const number = seed++;
        return api.upload(id, { name: `${title} ${number}.png`, bytes: makeTinyPng(number) });
      }),
    );
  }
  return { jobId: id, assets: (await api.listAssets(id)).items };
}

const idsOf = (assets: Asset[]): string[] => assets.map(({ id }) => id);

async function change(
  action: BatchAction,
  assetIds: string[],
  jobId?: string,
  as: Api = api,
): Promise<ChangedAssetItem[]> {
  const answer = await as.call('POST', '/api/v1/assets/batch', { action, assetIds, ...(jobId && { jobId }) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return changedAssetsSchema.strict().parse(answer.body).items;
}

/** `ok` with the status, `gone`, or the code of the refusal. */
const outcomeOf = (item: ChangedAssetItem): string =>
  'error' in item ? item.error.code : (item.asset?.status ?? 'gone');

describe('a hundred at once', () => {
  test('are published, taken back, trashed, restored, moved and deleted by one request each', async () => {
    const { jobId, assets } = await makeJob('Hundred', 100);
    const elsewhere = await api.createJob('Elsewhere');
    const ids = idsOf(assets);
    const figures: string[] = [];
    const run = async (action: BatchAction, resting: string, to?: string) => {
      const startedAt = performance.now();
      const items = await change(action, ids, to);
      const tookMs = Math.round(performance.now() - startedAt);
      const done = items.filter((item) => outcomeOf(item) === resting).length;
      figures.push(`${action} ${tookMs} ms (${done} at rest)`);
      expect(tookMs).toBeLessThan(LONGEST_REQUEST_MS);
      expect(items.map(({ assetId }) => assetId)).toEqual(ids);
      expect(items.filter((item) => 'error' in item)).toEqual([]);
      // What was not finished in time goes on by itself.
      if (resting !== 'gone') {
        for (const id of ids) expect((await api.settled(id)).status).toBe(resting);
      }
    };
    await run('publish', 'public');
    expect((await api.getJob(jobId)).publicCount).toBe(100);
    await run('publish', 'public');
    await run('unpublish', 'private');
    await run('trash', 'private');
    expect((await api.getJob(jobId)).assetCount).toBe(0);
    await run('restore', 'private');
    await run('move', 'private', elsewhere.id);
    expect((await api.getJob(elsewhere.id)).assetCount).toBe(100);
    await run('delete', 'gone');
    console.log(`one request per 100 assets: ${figures.join(', ')}`);
    await expect.poll(api.usedBytes, { timeout: 60_000 }).toBe(0);
    expect((await takeInventory(backend)).problems).toEqual([]);
  });
});

describe('each asset has its own answer', () => {
  test('own, missing, foreign, waiting, trashed and doubled ones in one request', async () => {
    const bob = createApi(stack.appUrl, (await signUp(stack, 'bob')).accessToken);
    const bobs = await bob.upload((await bob.createJob('Of Bob')).id, { name: 'bob.png', bytes: makeTinyPng(9001) });
    const { jobId, assets } = await makeJob('Mixed', 3);
    const [own, shown, trashed] = idsOf(assets) as [string, string, string];
    const awaiting = (await api.presignOne(jobId, { name: 'late.png', bytes: makeTinyPng(9002) })).assetId;
    await api.setVisibility(shown, 'public');
    await api.trashAsset(trashed);

    const items = await change('publish', [own, MISSING, bobs.id, awaiting, trashed, shown, own.toUpperCase()]);
    expect(items.map(outcomeOf)).toEqual([
      'public',
      'not_found',
      'not_found',
      'asset_not_ready',
      'conflict',
      'public',
      'public',
    ]);
    const [, missing, foreign] = items as [unknown, { error: unknown }, { error: unknown }];
    expect(foreign.error).toEqual(missing.error);
    expect((await bob.getAsset(bobs.id)).visibility).toBe('private');

    // One without verified bytes has nothing to bring back: it goes for good, and the second time is not there.
    expect((await change('trash', [awaiting])).map(outcomeOf)).toEqual(['gone']);
    expect((await change('trash', [awaiting])).map(outcomeOf)).toEqual(['not_found']);
    expect((await change('delete', [own, MISSING])).map(outcomeOf)).toEqual(['gone', 'not_found']);
  });

  test('a hundred and one, none, and a job where none belongs are no requests', async () => {
    const send = (body: unknown) => api.call('POST', '/api/v1/assets/batch', body);
    for (const body of [
      { action: 'publish', assetIds: Array(101).fill(MISSING) },
      { action: 'publish', assetIds: [] },
      { action: 'publish', assetIds: [MISSING], jobId: MISSING },
      { action: 'move', assetIds: [MISSING] },
      { action: 'burn', assetIds: [MISSING] },
    ]) {
      expect(errorCodeOf(await send(body)), JSON.stringify(body)).toBe('422 validation_failed');
    }
  });
});

describe('moving to another job', () => {
  test('keeps the files, the page and its link; galleries show what is theirs', async () => {
    const { jobId, assets } = await makeJob('From', 2);
    const target = await api.createJob('To');
    const [first, second] = idsOf(assets) as [string, string];
    const before = await api.setVisibility(first, 'public');
    const gallery = await api.updateJob(target.id, { gallery: 'on' });
    await api.updateJob(jobId, { coverAssetId: first });

    const [item] = await change('move', [first], target.id);
    const moved = item && 'asset' in item ? item.asset : null;
    expect(moved).toMatchObject({ jobId: target.id, status: 'public', path: before.path, pageUrl: before.pageUrl });
    for (const url of [before.pageUrl, before.publicUrl, moved?.url]) {
      expect((await fetch(url ?? '')).status, url ?? '').toBe(200);
    }
    expect(await (await fetch(gallery.galleryUrl ?? '')).text()).toContain(before.name);
    expect((await api.listAssets(jobId)).items.map(({ id }) => id)).toEqual([second]);
    expect(await api.getJob(jobId)).toMatchObject({ assetCount: 1, publicCount: 0, coverAssetId: second });
    expect(await api.getJob(target.id)).toMatchObject({ assetCount: 1, publicCount: 1, coverAssetId: first });

    // Publishing again writes below the job where it is now; going back, it is the cover that it was.
    await api.setVisibility(first, 'private');
    expect((await api.setVisibility(first, 'public')).publicUrl).toContain(`/${target.id}/`);
    const back = await api.call('PATCH', `/api/v1/assets/${first}`, { jobId, name: 'back.png' });
    expect(back.body).toMatchObject({ jobId, name: 'back.png', path: before.path });
    expect(await api.getJob(jobId)).toMatchObject({ assetCount: 2, coverAssetId: first });
    expect((await takeInventory(backend)).problems).toEqual([]);
  });

  test('is refused for what the job has already, for the trash, and into the trash', async () => {
    const { assets } = await makeJob('Origin', 2);
    const target = await api.createJob('Full');
    const twin = await api.upload(target.id, { name: 'twin.png', bytes: makeTinyPng(seed - 2) });
    const twinned = assets.find(({ sha256 }) => sha256 === twin.sha256);
    const other = assets.find(({ sha256 }) => sha256 !== twin.sha256);
    if (!twinned || !other) throw new Error('one of the two has the bytes of the twin');
    await api.trashAsset(other.id);
    const items = await change('move', [twinned.id, other.id], target.id);
    expect(items.map(outcomeOf)).toEqual(['conflict', 'conflict']);
    expect(JSON.stringify(items)).toContain('has this image already');
    await api.restoreAsset(other.id);
    expect((await change('move', [other.id], target.id)).map(outcomeOf)).toEqual(['private']);
    expect((await change('move', [other.id], target.id)).map(outcomeOf)).toEqual(['private']);
    await api.trashJob(target.id);
    const into = { action: 'move', assetIds: [twinned.id], jobId: target.id };
    expect(errorCodeOf(await api.call('POST', '/api/v1/assets/batch', into))).toBe('409 conflict');
  });
});
