import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountExportSchema } from '../lib/schemas/account-export.ts';
import { sharedPageSchema } from '../lib/schemas/shared.ts';
import { type EmptyTrashProgress, emptyTrashProgressSchema, storageUseSchema } from '../lib/schemas/storage-use.ts';
import { type Api, createApi, errorCodeOf, sha256Of } from './support/api-client.ts';
import { createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** An account as a whole: what it holds, what of it is public, its trash, and all of it as a file. */

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

const openAccount = async (name: string) => {
  const user = await signUp(stack, name);
  return { user, api: createApi(stack.appUrl, user.accessToken) };
};

const image = (seed: number, name = `${seed}.png`) => ({ name, bytes: makeTinyPng(seed) });

async function getUse(api: Api) {
  return storageUseSchema.strict().parse((await api.call('GET', '/api/v1/me/storage')).body);
}

async function listShared(api: Api, query = '') {
  return sharedPageSchema.parse((await api.call('GET', `/api/v1/shared${query}`)).body);
}

/** As the page does: until there is no more. */
async function emptyTrash(api: Api): Promise<EmptyTrashProgress> {
  for (let query = ''; ; ) {
    const { status, body } = await api.call('DELETE', `/api/v1/trash${query}`);
    expect(status).toBe(200);
    const progress = emptyTrashProgressSchema.parse(body);
    if (!progress.more) return progress;
    query = `?before=${encodeURIComponent(progress.before)}`;
  }
}

test('the export has everything, and its links give the very bytes under their names', async () => {
  const { user, api } = await openAccount('ada');
  const names = ['náïve & odd #1.png', 'plain.png', 'in the trash.png'];
  const job = await api.createJob('Exported');
  const assets = await Promise.all(names.map((name, index) => api.upload(job.id, image(index + 1, name))));
  const [shown, , trashed] = assets;
  await api.setVisibility(shown?.id ?? '', 'public');
  await api.trashAsset(trashed?.id ?? '');
  const trashedJob = await api.createJob('Exported too');
  await api.trashJob(trashedJob.id);
  await api.presignOne(job.id, image(9, 'never sent.png'));
  await api.putImage('/me/avatar', makeTinyPng(50));

  const answer = await api.call('GET', '/api/v1/me/export');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="vitrine-export.json"');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  const exported = accountExportSchema.strict().parse(answer.body);
  expect(exported.account).toMatchObject({ id: user.id, email: user.email, state: 'active' });
  expect(exported.branding.avatarUrl).not.toBeNull();
  expect(exported.jobs.map(({ title }) => title).sort()).toEqual(['Exported', 'Exported too']);
  expect(exported.assets.map(({ name }) => name).sort()).toEqual([...names, 'never sent.png'].sort());
  for (const asset of exported.assets.filter(({ status }) => status !== 'awaiting_upload'))
    expect(asset).toEqual(await api.getAssetDetails(asset.id));

  const links = await api.call('GET', '/api/v1/me/export/links');
  const urls = String(links.body).trimEnd().split('\n');
  expect(urls).toHaveLength(names.length);
  const saved = await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url);
      return {
        sha256: sha256Of(new Uint8Array(await response.arrayBuffer())),
        disposition: response.headers.get('content-disposition') ?? '',
      };
    }),
  );
  expect(saved.map(({ sha256 }) => sha256).sort()).toEqual(names.map((_, i) => sha256Of(makeTinyPng(i + 1))).sort());
  for (const name of names)
    expect(saved.some(({ disposition }) => disposition.includes(encodeURIComponent(name)))).toBe(true);
});

test('an export longer than a page leaves nothing out', async () => {
  const { api } = await openAccount('grace');
  const job = await api.createJob('Many');
  const files = Array.from({ length: 205 }, (_, index) => ({
    ...{ name: `${index}.png`, contentType: 'image/png', bytes: 100 + index },
    sha256: sha256Of(`${index}`),
  }));
  for (let start = 0; start < files.length; start += 100) await api.presign(job.id, files.slice(start, start + 100));
  const { assets } = accountExportSchema.parse((await api.call('GET', '/api/v1/me/export')).body);
  expect(assets.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
});

test('everything public is in one list, newest first, and is taken back at once', async () => {
  const { api } = await openAccount('bob');
  const jobs = await Promise.all(['One', 'Two'].map((title) => api.createJob(title)));
  const uploaded = await Promise.all([1, 2, 3, 4].map((seed) => api.upload(jobs[seed % 2]?.id ?? '', image(seed))));
  const [first, second, third, hidden] = uploaded;
  for (const asset of [first, second, third]) await api.setVisibility(asset?.id ?? '', 'public');
  const { galleryUrl } = await api.updateJob(jobs[1]?.id ?? '', { gallery: 'on' });

  const pages = [await listShared(api, '?limit=2')];
  pages.push(await listShared(api, `?limit=2&cursor=${pages[0]?.nextCursor}`));
  const listed = pages.flatMap(({ items }) => items);
  expect(listed.map(({ id }) => id)).toEqual([third?.id, second?.id, first?.id]);
  expect(listed.map(({ jobTitle }) => jobTitle)).toEqual(['Two', 'One', 'Two']);
  expect(pages[1]?.nextCursor).toBeNull();
  expect(listed.map(({ id }) => id)).not.toContain(hidden?.id);
  expect(await getUse(api)).toMatchObject({ publicCount: 3, galleryCount: 1, assetCount: 4, jobCount: 2 });

  let progress: unknown;
  await expect
    .poll(async () => {
      progress = (await api.call('DELETE', '/api/v1/shared')).body;
      return progress;
    })
    .toEqual({ left: 0, takingBack: 0 });
  for (const url of [galleryUrl ?? '', ...listed.map(({ pageUrl }) => pageUrl ?? '')])
    expect((await fetch(url)).status, url).toBe(404);
  for (const { publicUrl } of listed) expect((await fetch(publicUrl ?? '')).status).toBe(400);
  expect((await listShared(api)).items).toEqual([]);
  expect(await getUse(api)).toMatchObject({ publicCount: 0, galleryCount: 0, assetCount: 4 });
  expect((await takeInventory(createBackend(stack))).problems).toEqual([]);
});

test('emptying the trash gives the space back, and spares what is not in it', async () => {
  const { api } = await openAccount('carol');
  const [kept, left] = await Promise.all(['Kept', 'Left'].map((title) => api.createJob(title)));
  const uploads = [1, 2, 3].map((seed) => api.upload(kept?.id ?? '', image(seed)));
  const [stays, goes, restored] = await Promise.all(uploads);
  const inTrashedJob = await api.upload(left?.id ?? '', image(4));
  for (const asset of [goes, restored]) await api.trashAsset(asset?.id ?? '');
  await api.restoreAsset(restored?.id ?? '');
  await api.trashJob(left?.id ?? '');
  const trashedBytes = image(2).bytes.byteLength + image(4).bytes.byteLength;
  const before = await getUse(api);
  expect(before).toMatchObject({ trashedCount: 2, trashedBytes, trashedJobCount: 1, jobCount: 2, assetCount: 4 });

  expect((await emptyTrash(api)).use).toMatchObject({ trashedCount: 0, trashedJobCount: 0, jobCount: 1 });
  await expect.poll(async () => (await getUse(api)).deletingCount).toBe(0);
  expect((await getUse(api)).usedBytes).toBe(before.usedBytes - trashedBytes);
  for (const gone of [goes, inTrashedJob])
    expect(errorCodeOf(await api.call('GET', `/api/v1/assets/${gone?.id}`))).toBe('404 not_found');
  for (const here of [stays, restored]) expect((await api.getAsset(here?.id ?? '')).status).toBe('private');
  expect((await takeInventory(createBackend(stack))).problems).toEqual([]);
});

test('what is trashed after emptying began stays', async () => {
  const { api } = await openAccount('dan');
  const job = await api.createJob('Busy');
  const before = new Date(Date.now() - 1000).toISOString();
  const { id } = await api.upload(job.id, image(1));
  await api.trashAsset(id);
  const { body } = await api.call('DELETE', `/api/v1/trash?before=${encodeURIComponent(before)}`);
  expect(emptyTrashProgressSchema.parse(body)).toMatchObject({ more: false, use: { trashedCount: 1 } });
});
