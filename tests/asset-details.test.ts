import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, createApi, errorCodeOf } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { makeCameraPhoto, makeTinyPng, SECRET_ARTIST } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** Everything that is known of an asset: for its owner alone. */

const OF_CAMERA = ['exif', SECRET_ARTIST, 'Kamera Werke', '33.86', '151.21'];

let stack: Stack;
let backend: Backend;
let api: Api;
let bob: Api;
let jobId: string;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  api = createApi(stack.appUrl, (await signUp(stack, 'ada')).accessToken);
  bob = createApi(stack.appUrl, (await signUp(stack, 'bob')).accessToken);
  jobId = (await api.createJob('Details')).id;
});
afterAll(() => stack?.stop());

test('what Storage and the camera say is in the details of an asset, and in no list', async () => {
  const bytes = await makeCameraPhoto();
  const asset = await api.upload(jobId, { name: 'camera.jpg', bytes });
  const details = await api.getAssetDetails(asset.id);
  expect(details).toMatchObject({
    ...asset,
    url: expect.any(String),
    expiresAt: null,
    publications: [],
    exif: {
      takenAt: '2026-05-19T16:01:02+02:00',
      cameraMake: 'Kamera Werke',
      artist: SECRET_ARTIST,
      latitude: -33.86,
      longitude: 151.21,
    },
  });
  const response = await fetch(asset.url ?? '');
  expect(details.etag).toBe(response.headers.get('etag'));
  expect(details.cacheControl).toMatch(/^(max-age=\d+|no-cache)$/);
  expect(Date.parse(details.verifiedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(details.createdAt));
  expect(details.variantDetails.map(({ name }) => name).sort()).toEqual(Object.keys(asset.variants).sort());
  for (const variant of details.variantDetails) {
    const stored = await backend.findBytes('assets', variant.path);
    expect(stored?.byteLength).toBe(variant.bytes);
  }

  for (const path of [`/api/v1/jobs/${jobId}/assets`, `/api/v1/assets?ids=${asset.id}`, '/api/v1/jobs']) {
    const text = JSON.stringify((await api.call('GET', path)).body);
    for (const word of OF_CAMERA) expect(text, path).not.toContain(word);
  }
  expect(errorCodeOf(await bob.call('GET', `/api/v1/assets/${asset.id}`))).toBe('404 not_found');
});

test('an image without EXIF has none, and one without bytes has a date until which they may come', async () => {
  const plain = await api.upload(jobId, { name: 'plain.png', bytes: makeTinyPng(1) });
  expect(await api.getAssetDetails(plain.id)).toMatchObject({ exif: null, expiresAt: null });
  const { assetId } = await api.presignOne(jobId, { name: 'late.png', bytes: makeTinyPng(2) });
  const awaited = await api.getAssetDetails(assetId);
  expect(awaited).toMatchObject({ etag: null, cacheControl: null, verifiedAt: null, variantDetails: [] });
  expect(Date.parse(awaited.expiresAt ?? '')).toBeGreaterThan(Date.now());
});

test('its publications are told with their proofs, newest first', async () => {
  const { id } = await api.upload(jobId, {
    name: 'history.jpg',
    bytes: await makeCameraPhoto('webp'),
    contentType: 'image/webp',
  });
  const first = await api.setVisibility(id, 'public');
  expect((await api.getAssetDetails(id)).publications).toMatchObject([
    { takenBackAt: null, originGoneAt: null, edge: 'unchecked', cachedUntil: null },
  ]);
  await api.setVisibility(id, 'private');
  await expect.poll(async () => (await api.getAssetDetails(id)).publications[0]?.edge).toBe('dead');
  const second = await api.setVisibility(id, 'public');

  const { publications } = await api.getAssetDetails(id);
  const [newest, oldest] = publications;
  expect(publications).toHaveLength(2);
  expect(newest).toMatchObject({ takenBackAt: null, publishedAt: second.publishedAt });
  expect(oldest).toMatchObject({ edge: 'dead', takenBackAt: expect.any(String), originGoneAt: expect.any(String) });
  expect(second.publicUrl).toContain(newest?.path);
  expect(first.publicUrl).toContain(oldest?.path);
  expect(oldest?.path).not.toBe(newest?.path);
  expect((await fetch(first.publicUrl ?? '')).status).toBe(400);
});

test('neither the public page nor the public file carries any of it', async () => {
  for (const format of ['jpeg', 'webp', 'png'] as const) {
    const bytes = await makeCameraPhoto(format);
    const { id } = await api.upload((await api.createJob(format)).id, {
      name: `camera.${format}`,
      bytes,
      contentType: `image/${format}`,
    });
    const asset = await api.setVisibility(id, 'public');
    const page = await (await fetch(asset.pageUrl ?? '')).text();
    const file = Buffer.from(await (await fetch(asset.publicUrl ?? '')).arrayBuffer()).toString('latin1');
    for (const word of OF_CAMERA.slice(1)) {
      expect(page, `page: ${word}`).not.toContain(word);
      expect(file, `file: ${word}`).not.toContain(word);
    }
    expect(page).not.toContain('"exif"');
  }
});
