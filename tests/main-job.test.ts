import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asset } from '../lib/schemas/asset.ts';
import { type Api, createApi, declare, errorCodeOf, put, sha256Of } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeImage, makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** The main job as a script does it: sign up at Supabase Auth, then API v1 and the addresses that it gives. */

let stack: Stack;
let backend: Backend;
let api: Api;
let seed = 1;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  api = createApi(stack.appUrl, (await signUp(stack, 'ada')).accessToken);
});
afterAll(() => stack?.stop());

const tiny = (name: string) => ({ name, bytes: makeTinyPng(seed++) });
const get = (url: string | null) => fetch(url ?? 'about:blank', { redirect: 'manual' });
const statusOf = async (url: string | null) => (await get(url)).status;

/** A taken-back file: no image, whatever the status (hosted Storage answers 400 with 404 in the body). */
async function expectNoBytes(url: string | null): Promise<void> {
  const response = await get(url);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.headers.get('content-type')).toContain('json');
}

async function expectInOrder(): Promise<void> {
  expect((await takeInventory(backend)).problems).toEqual([]);
}

test('upload, review, publish, take back, publish again, delete', async () => {
  const job = await api.createJob('Autumn');
  expect(job).toMatchObject({ title: 'Autumn', assetCount: 0, gallery: 'off', galleryUrl: null });
  const bytes = await makeImage({ format: 'jpeg', width: 800, height: 600 });
  const stored = await api.upload(job.id, { name: 'leaf.jpg', bytes });
  expect(stored).toMatchObject({ status: 'private', visibility: 'private', width: 800, height: 600, frames: 1 });
  expect(Object.keys(stored.variants).sort()).toEqual(['112x112', '56x56', 'preview', 'thumbnail']);
  expect(stored.publicUrl ?? stored.pageUrl ?? stored.takeBack).toBeNull();
  expect(sha256Of(Buffer.from(await (await get(stored.url)).arrayBuffer()))).toBe(sha256Of(bytes));
  for (const url of Object.values(stored.variants)) expect(await statusOf(url)).toBe(200);
  expect(await api.usedBytes()).toBe(bytes.length);
  expect(await api.getJob(job.id)).toMatchObject({ assetCount: 1, bytes: bytes.length, coverAssetId: stored.id });

  const renamed = await api.renameAsset(stored.id, 'Blatt <1>.jpg');
  expect(renamed.name).toBe('Blatt <1>.jpg');

  const first = await api.setVisibility(stored.id, 'public');
  expect(first).toMatchObject({ status: 'public', visibility: 'public', takeBack: null });
  const file = await get(first.publicUrl);
  expect(file.status).toBe(200);
  expect(file.headers.get('content-type')).toBe('image/jpeg');
  expect(file.headers.get('cache-control')).toBe('max-age=300');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  const page = await get(first.pageUrl);
  expect(page.status).toBe(200);
  expect(page.headers.get('cache-control')).toContain('no-store');
  const html = await page.text();
  expect(html).toContain('<meta property="og:title" content="Blatt &lt;1&gt;.jpg"/>');
  expect(html).toContain(`<meta property="og:url" content="${first.pageUrl}"/>`);
  const ogImage = /<meta property="og:image" content="([^"]+)"\/>/.exec(html)?.[1] ?? null;
  expect((await get(ogImage)).headers.get('content-type')).toMatch(/^image\//);
  for (const secret of [job.id, stored.id, '/object/sign/'])
    expect(html.split('/object/public/')[0]).not.toContain(secret);
  await expectInOrder();

  const again = await api.setVisibility(stored.id, 'public');
  expect(again.publicUrl).toBe(first.publicUrl);

  const back = await api.setVisibility(stored.id, 'private');
  expect(back).toMatchObject({ status: 'private', publicUrl: null, pageUrl: null, publishedAt: null });
  expect(back.takeBack).toMatchObject({ edge: 'dead', cachedUntil: null, originGoneAt: expect.any(String) });
  expect(await statusOf(first.pageUrl)).toBe(404);
  await expectNoBytes(first.publicUrl);
  await expectNoBytes(ogImage);
  expect(await backend.listKeys('public-assets')).toEqual([]);

  const second = await api.setVisibility(stored.id, 'public');
  expect(second.pageUrl).toBe(first.pageUrl);
  expect(second.publicUrl).not.toBe(first.publicUrl);
  expect(await statusOf(second.publicUrl)).toBe(200);
  await expectNoBytes(first.publicUrl);

  const trashed = await api.trashAsset(stored.id);
  expect(trashed).toMatchObject({ status: 'private', trashedAt: expect.any(String) });
  expect(await statusOf(second.pageUrl)).toBe(404);
  await expectNoBytes(second.publicUrl);
  expect((await api.listAssets(job.id)).items).toEqual([]);
  expect((await api.listAssets(job.id, '?trashed=true')).items.map(({ id }) => id)).toEqual([stored.id]);
  expect(errorCodeOf(await api.call('PUT', `/api/v1/assets/${stored.id}/visibility`, { visibility: 'public' }))).toBe(
    '409 conflict',
  );
  expect(await api.usedBytes()).toBe(bytes.length);
  const restored = await api.restoreAsset(stored.id);
  expect(restored).toMatchObject({ status: 'private', trashedAt: null });
  expect((await api.setVisibility(stored.id, 'public')).pageUrl).toBe(first.pageUrl);

  await api.deleteAsset(stored.id);
  expect(errorCodeOf(await api.call('GET', `/api/v1/assets/${stored.id}`))).toBe('404 not_found');
  expect(await statusOf(first.pageUrl)).toBe(404);
  expect(await api.usedBytes()).toBe(0);
  expect(await backend.listKeys('assets')).toEqual([]);
  expect(await backend.listKeys('public-assets')).toEqual([]);
  await api.deleteJob(job.id);
  expect(errorCodeOf(await api.call('GET', `/api/v1/jobs/${job.id}`))).toBe('404 not_found');
  await expectInOrder();
});

test('lists by pages, sorted, filtered and searched', async () => {
  const job = await api.createJob('Many');
  const names = ['img2.png', 'img10.png', 'img1.png', 'Cover 100%.png', 'b_b.png'];
  const assets: Asset[] = [];
  for (const name of names) assets.push(await api.upload(job.id, tiny(name)));
  const listAll = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await api.listAssets(job.id, `?limit=2${query}${after}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    return found;
  };
  /** The same by way of the pages: the first asset of each. */
  const listPageStarts = async (query: string): Promise<(string | undefined)[]> => {
    const { total, cursors } = await api.listAssetPages(job.id, `?limit=2${query}`);
    expect(cursors).toHaveLength(Math.max(0, Math.ceil(total / 2) - 1));
    const starts = ['', ...cursors.map((cursor) => `&cursor=${encodeURIComponent(cursor)}`)];
    return Promise.all(
      starts.map(async (start) => (await api.listAssets(job.id, `?limit=2${query}${start}`)).items[0]?.name),
    );
  };
  const byName = ['b_b.png', 'Cover 100%.png', 'img1.png', 'img2.png', 'img10.png'];
  expect(await listAll('')).toEqual(names);
  expect(await listAll('&sort=-added')).toEqual([...names].reverse());
  expect(await listAll('&sort=name')).toEqual(byName);
  expect(await listAll('&sort=-name')).toEqual([...byName].reverse());
  expect((await listAll('&sort=bytes')).sort()).toEqual([...names].sort());
  expect(await listAll('&q=IMG1')).toEqual(['img10.png', 'img1.png']);
  expect(await listAll('&q=%25')).toEqual(['Cover 100%.png']);
  expect(await listAll('&q=_')).toEqual(['b_b.png']);

  for (const sort of ['added', '-added', 'name', '-name', 'bytes', '-bytes', 'published', '-published']) {
    const listed = await listAll(`&sort=${sort}`);
    expect(await listPageStarts(`&sort=${sort}`), sort).toEqual(listed.filter((_, index) => index % 2 === 0));
    const { place } = await api.listAssetPages(job.id, `?sort=${sort}&asset=${assets[3]?.id}`);
    expect(listed[place ?? -1], sort).toBe('Cover 100%.png');
  }
  expect(await listPageStarts('&q=img')).toEqual(['img2.png', 'img1.png']);
  expect(await api.listAssetPages(job.id, `?q=img&asset=${assets[3]?.id}`)).toEqual({
    total: 3,
    cursors: [],
    place: null,
  });

  await api.setVisibility(assets[1]?.id ?? '', 'public');
  expect(await listAll('&visibility=public')).toEqual(['img10.png']);
  expect(await listAll('&visibility=private&sort=-published')).toHaveLength(4);
  expect(await listAll('&status=public')).toEqual(['img10.png']);
  const ids = [assets[3]?.id, assets[0]?.id];
  const polled = await api.call('GET', `/api/v1/assets?ids=${ids.join(',')}`);
  expect((polled.body as { items: Asset[] }).items.map(({ id }) => id)).toEqual(ids);

  const page = await api.listAssets(job.id, '?limit=2');
  const twice = await api.listAssets(job.id, '?limit=2');
  expect(twice.items.map(({ variants }) => variants)).toEqual(page.items.map(({ variants }) => variants));
  const others = [await api.createJob('Second'), await api.createJob('Third')];
  const jobs = await api.listJobs('?limit=2');
  expect(jobs.items.map(({ title }) => title)).toEqual(['Third', 'Second']);
  const rest = await api.listJobs(`?limit=2&cursor=${jobs.nextCursor}`);
  expect(rest).toMatchObject({ items: [{ title: 'Many', assetCount: 5, publicCount: 1 }], nextCursor: null });
  for (const { id } of [job, ...others]) await api.deleteJob(id);
  expect(await api.usedBytes()).toBe(0);
  await expectInOrder();
});

test('a gallery shows what is public, while it is on; a trashed job takes everything back', async () => {
  const job = await api.createJob('Gallery & more');
  const shown = await api.upload(job.id, tiny('shown.png'));
  const hidden = await api.upload(job.id, tiny('hidden.png'));
  const { pageUrl, publicUrl } = await api.setVisibility(shown.id, 'public');
  expect((await api.getJob(job.id)).galleryUrl).toBeNull();

  const { galleryUrl } = await api.updateJob(job.id, { gallery: 'on' });
  const gallery = await get(galleryUrl);
  expect(gallery.status).toBe(200);
  const html = await gallery.text();
  expect(html).toContain('<meta property="og:title" content="Gallery &amp; more"/>');
  expect(html).toContain('shown.png');
  expect(html).not.toContain('hidden.png');
  expect(html).not.toContain(hidden.id);
  await api.updateJob(job.id, { gallery: 'off' });
  expect(await statusOf(galleryUrl)).toBe(404);
  expect(await statusOf(pageUrl)).toBe(200);
  expect((await api.updateJob(job.id, { gallery: 'on', title: 'New', coverAssetId: hidden.id })).galleryUrl).toBe(
    galleryUrl,
  );
  expect(await api.getJob(job.id)).toMatchObject({ title: 'New', coverAssetId: hidden.id });

  await api.trashJob(job.id);
  await api.settled(shown.id);
  for (const url of [galleryUrl, pageUrl]) expect(await statusOf(url)).toBe(404);
  await expectNoBytes(publicUrl);
  expect((await api.listJobs()).items.map(({ id }) => id)).not.toContain(job.id);
  expect((await api.listJobs('?trashed=true')).items.map(({ id }) => id)).toEqual([job.id]);
  expect(
    errorCodeOf(await api.call('POST', `/api/v1/jobs/${job.id}/uploads`, { files: [declare(tiny('a.png'))] })),
  ).toBe('409 conflict');
  await api.restoreJob(job.id);
  expect((await api.listAssets(job.id)).items.map(({ status }) => status)).toEqual(['private', 'private']);
  expect(await statusOf(pageUrl)).toBe(404);
  expect(await statusOf(galleryUrl)).toBe(200);

  await api.deleteJob(job.id);
  expect(await statusOf(galleryUrl)).toBe(404);
  expect(await api.usedBytes()).toBe(0);
  await expectInOrder();
  expect(backend.listFiles()).toEqual([]);
});

test('uploads can be asked for again, completed again and found again', async () => {
  const job = await api.createJob('Retries');
  const file = tiny('one.png');
  const [first, same] = await api.presign(job.id, [declare(file), declare({ ...file, name: 'copy.png' })]);
  expect(first?.status).toBe('upload');
  expect(same).toMatchObject({ status: 'upload', assetId: first && 'assetId' in first ? first.assetId : '' });
  if (first?.status !== 'upload') throw new Error('no ticket');
  const { assetId } = first;
  expect(errorCodeOf(await api.complete(assetId))).toBe('409 upload_incomplete');
  expect(errorCodeOf(await api.call('PUT', `/api/v1/assets/${assetId}/visibility`, { visibility: 'public' }))).toBe(
    '409 asset_not_ready',
  );

  const renewed = await api.call('POST', `/api/v1/assets/${assetId}/upload-url`);
  expect(renewed.body).toMatchObject({ status: 'upload', assetId, path: first.path });
  expect((await put(renewed.body as typeof first, file.bytes)).status).toBe(200);
  expect((await api.call('POST', `/api/v1/assets/${assetId}/upload-url`)).body).toEqual({
    status: 'uploaded',
    assetId,
  });
  expect(await api.presign(job.id, [declare(file)])).toEqual([{ status: 'uploaded', assetId }]);

  const completions = await Promise.all([1, 2, 3, 4].map(() => api.complete(assetId)));
  expect(completions.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const done = await api.settled(assetId);
  expect(done.status).toBe('private');
  expect((await api.complete(assetId)).body).toMatchObject({ id: assetId, status: 'private' });
  expect(errorCodeOf(await api.call('POST', `/api/v1/assets/${assetId}/upload-url`))).toBe('409 conflict');
  expect(await api.presign(job.id, [declare({ ...file, name: 'again.png' })])).toMatchObject([
    { status: 'duplicate', asset: { id: assetId, name: 'one.png' } },
  ]);
  await api.trashAsset(assetId);
  expect(await api.presign(job.id, [declare(file)])).toMatchObject([
    { status: 'duplicate', asset: { id: assetId, trashedAt: null } },
  ]);
  const elsewhere = await api.createJob('Elsewhere');
  expect((await api.upload(elsewhere.id, file)).id).not.toBe(assetId);
  expect(await api.usedBytes()).toBe(2 * file.bytes.length);
  for (const { id } of [job, elsewhere]) await api.deleteJob(id);
  await expectInOrder();
});

test('signed addresses live as long as asked, one answer per id', async () => {
  const job = await api.createJob('Signed');
  const asset = await api.upload(job.id, tiny('signed.png'));
  const missing = '00000000-0000-4000-8000-000000000000';
  const assetIds = [asset.id, missing, 'nonsense'];
  const [short, ...failed] = await api.signUrls({ assetIds, expiresInSeconds: 2 });
  expect(failed).toMatchObject([
    { assetId: missing, error: { code: 'not_found' } },
    { assetId: 'nonsense', error: { code: 'not_found' } },
  ]);
  expect(await statusOf(String(short?.url))).toBe(200);
  const [thumbnail] = await api.signUrls({ assetIds: [asset.id], variant: '56x56' });
  expect(await statusOf(String(thumbnail?.url))).toBe(200);
  expect(await api.signUrls({ assetIds: [asset.id], variant: 'huge' })).toMatchObject([
    { error: { code: 'not_found' } },
  ]);

  const [shortest] = await api.signUrls({ assetIds: [asset.id], expiresInSeconds: 1 });
  expect(Date.parse(String(shortest?.expiresAt)) - Date.now()).toBeLessThanOrEqual(1000);
  await expect.poll(() => statusOf(String(shortest?.url)), { timeout: 3000 }).toBe(400);
  await expect.poll(() => statusOf(String(short?.url)), { timeout: 5000 }).toBe(400);
  await expectNoBytes(String(short?.url));
  expect(await statusOf(asset.url)).toBe(200);
  const moved = new URL(String(thumbnail?.url));
  moved.pathname = moved.pathname.replace('_56x56', '_112x112');
  await expectNoBytes(moved.href);
  await api.deleteJob(job.id);
  await expectNoBytes(asset.url);
});

test('of many quick toggles the last intent stands', async () => {
  const job = await api.createJob('Toggles');
  const { id } = await api.upload(job.id, tiny('toggle.png'));
  const ask = (visibility: string) => api.call('PUT', `/api/v1/assets/${id}/visibility`, { visibility });
  const pageUrls = new Set<string | null>();
  for (const last of ['public', 'private'] as const) {
    const intents = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? 'public' : 'private'));
    const answers = await Promise.all(intents.map(ask));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    // Which of ten parallel requests came last only the server knows; what rests must be one of both, whole.
    const between = await api.settled(id);
    expect(between.wantedVisibility).toBe(between.visibility);
    await expectInOrder();

    const pending = ask(last === 'public' ? 'private' : 'public');
    await Promise.all([pending, ask(last === 'public' ? 'private' : 'public')]);
    await ask(last);
    const after = await api.settled(id);
    expect(after).toMatchObject({ visibility: last, wantedVisibility: last, status: last });
    if (last === 'public') pageUrls.add(after.pageUrl);
    await expectInOrder();
  }
  for (const url of pageUrls) expect(await statusOf(url)).toBe(404);
  expect(pageUrls.size).toBe(1);
  await api.deleteJob(job.id);
});

test('the log holds no surprise', () => {
  expect(stack.readLog().match(/.*(ALARM|internal|failed, again|cannot claim).*/g) ?? []).toEqual([]);
});
