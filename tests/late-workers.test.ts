import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, createApi, sha256Of } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { imageForm } from './support/image-form.ts';
import { takeInventory } from './support/invariants.ts';
import { makeImage, makeTinyPng } from './support/make-images.ts';
import { pauseWorker } from './support/paused-worker.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** What lib/model found: a worker that was paused past its lease wakes up, or a request breaks off, at the worst moment. */

let stack: Stack;
let backend: Backend;
let api: Api;
let owner: string;
let jobId: string;
let seed = 1;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  const ada = await signUp(stack, 'ada');
  owner = ada.id;
  api = createApi(stack.appUrl, ada.accessToken);
  jobId = (await api.createJob('Late workers')).id;
});
afterAll(() => stack?.stop());

const tiny = () => ({ name: `${seed}.png`, bytes: makeTinyPng(seed++) });
/** The wish alone, with nobody who works on it. */
async function wish(assetId: string, visibility: 'public' | 'private'): Promise<void> {
  const wanted = { p_owner: owner, p_asset: assetId, p_visibility: visibility, p_keep_metadata: false };
  const { error } = await backend.client.rpc('request_visibility', wanted);
  if (error) throw error;
}
/** In place of a variant that was made at verification, which has the type of the original. */
async function supply(assetId: string, format: 'png' | 'webp'): Promise<Buffer> {
  const bytes = await makeImage({ format, seed: seed++ });
  const fields: [string, string][] = [
    ['assetId', assetId],
    ['suffix', '_112x112'],
  ];
  const form = imageForm(fields, { name: `variant.${format}`, bytes });
  expect((await api.call('POST', `/api/v1/jobs/${jobId}/assets`, form)).status).toBe(200);
  return bytes;
}
const problems = async () => (await takeInventory(backend)).problems;

test('a late taking back removes nothing of the publication that came after it', async () => {
  const asset = await api.upload(jobId, tiny());
  await api.setVisibility(asset.id, 'public');
  await wish(asset.id, 'private');
  const late = await pauseWorker(stack, backend, asset.id, 'assets', 'listStoredFiles');
  await late.endLease();
  await wish(asset.id, 'public');
  const publishing = await pauseWorker(stack, backend, asset.id, 'assets', 'finishPublication');
  const keys = await backend.listKeys('public-assets');
  expect(keys.length).toBeGreaterThan(1);
  await late.wake();
  expect(await backend.listKeys('public-assets')).toEqual(keys);
  await publishing.wake();
  expect((await api.settled(asset.id)).status).toBe('public');
  expect(await problems()).toEqual([]);
});

test('a variant that is replaced while its image is being published leaves no old one in public', async () => {
  const asset = await api.upload(jobId, tiny());
  await wish(asset.id, 'public');
  const publishing = await pauseWorker(stack, backend, asset.id, 'assets', 'finishPublication');
  await supply(asset.id, 'webp');
  await publishing.wake();
  expect((await api.setVisibility(asset.id, 'public')).status).toBe('public');
  expect(await problems()).toEqual([]);
});

test('a variant that was stored, but not recorded when the request broke off, keeps nothing from being published', async () => {
  const asset = await api.upload(jobId, tiny());
  const { object_stem } = await backend.getAssetRow(asset.id);
  const longer = Buffer.alloc(100_000, 1);
  const { error } = await backend.client.storage
    .from('assets')
    .upload(`${object_stem}_112x112.png`, longer, { contentType: 'image/png', upsert: true });
  expect(error).toBeNull();
  expect((await api.setVisibility(asset.id, 'public')).status).toBe('public');
  await api.deleteAsset(asset.id);
});

test('a late verification does not replace the variant that was supplied since', async () => {
  const file = tiny();
  const stored = await api.store(jobId, file);
  const { error } = await backend.client.rpc('begin_verification', { p_owner: owner, p_asset: stored.assetId });
  expect(error).toBeNull();
  const late = await pauseWorker(stack, backend, stored.assetId, 'storage', 'write');
  await late.endLease();
  expect((await api.complete(stored.assetId)).status).toBe(200);
  const supplied = await supply(stored.assetId, 'png');
  await late.wake();
  const { object_stem } = await backend.getAssetRow(stored.assetId);
  expect(sha256Of((await backend.findBytes('assets', `${object_stem}_112x112.png`)) ?? '')).toBe(sha256Of(supplied));
  expect(await problems()).toEqual([]);
});
