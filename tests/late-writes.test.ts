import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UploadTicket } from '../lib/schemas/upload.ts';
import { type Api, createApi, put, sha256Of } from './support/api-client.ts';
import { type AssetRow, type Backend, createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** Upload URLs live for hours and work more than once: none of that changes an image that has arrived, or brings one back. */

let stack: Stack;
let backend: Backend;
let user: User;
let api: Api;
let jobId: string;
let seed = 1;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  user = await signUp(stack, 'ada');
  api = createApi(stack.appUrl, user.accessToken);
  jobId = (await api.createJob('Late writes')).id;
});
afterAll(() => stack?.stop());

const tiny = () => ({ name: 'tiny.png', bytes: makeTinyPng(seed++) });

type SlowPut = { finish(): Promise<number> };

/** Sends headers and all bytes but the last, and waits until Storage has let the upload in. */
async function startSlowPut(ticket: UploadTicket, bytes: Uint8Array): Promise<SlowPut> {
  const before = backend.listTemporaryFiles().length;
  const sending = request(ticket.uploadUrl, {
    method: 'PUT',
    headers: { ...ticket.headers, 'content-length': bytes.byteLength },
  });
  const status = new Promise<number>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
  });
  sending.write(bytes.subarray(0, -1));
  await expect.poll(() => backend.listTemporaryFiles().length, { timeout: 10_000 }).toBe(before + 1);
  return {
    finish() {
      sending.end(bytes.subarray(-1));
      return status;
    },
  };
}

type Snapshot = { row: AssetRow | null; master: string | null; usedBytes: number; keys: string[]; files: string[] };

async function look(assetId: string, path: string): Promise<Snapshot> {
  const rows = await backend.readRows('assets');
  const master = await backend.findBytes('assets', path);
  return {
    row: rows.find(({ id }) => id === assetId) ?? null,
    master: master && sha256Of(master),
    usedBytes: await api.usedBytes(),
    keys: await backend.listKeys('assets'),
    files: backend.listFiles().sort(),
  };
}

/** Runs all attempts, none of which may succeed or change anything. */
async function expectRefused(ticket: UploadTicket, attempts: Record<string, () => Promise<number>>): Promise<void> {
  const before = await look(ticket.assetId, ticket.path);
  for (const [what, attempt] of Object.entries(attempts)) {
    expect(await attempt(), what).toBeGreaterThanOrEqual(400);
    expect(await look(ticket.assetId, ticket.path), what).toEqual(before);
  }
}

const statusOf = async (response: Promise<Response>) => (await response).status;

/** Every way in which a holder of the ticket can try again. */
function lateWrites(ticket: UploadTicket, bytes: Uint8Array): Record<string, () => Promise<number>> {
  const form = () => {
    const body = new FormData();
    body.append('', new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    return body;
  };
  const upsert = { ...ticket.headers, 'x-upsert': 'true' };
  return {
    'other bytes': () => statusOf(put(ticket, bytes)),
    'the same again, with upsert': () => statusOf(put(ticket, bytes, upsert)),
    'a form': () => statusOf(fetch(ticket.uploadUrl, { method: 'PUT', body: form() })),
    'a form with upsert': () =>
      statusOf(fetch(ticket.uploadUrl, { method: 'PUT', body: form(), headers: { 'x-upsert': 'true' } })),
  };
}

test('a second PUT that was under way before verification ends in nothing', async () => {
  const file = tiny();
  const ticket = await api.presignOne(jobId, file);
  const beforeStored = await startSlowPut(ticket, makeTinyPng(seed++));
  const stillSlow = await startSlowPut(ticket, makeTinyPng(seed++));
  expect((await put(ticket, file.bytes)).status).toBe(200);
  await expectRefused(ticket, { 'ends before verification': beforeStored.finish });
  expect((await api.complete(ticket.assetId)).status).toBe(200);
  expect((await api.settled(ticket.assetId)).status).toBe('private');
  await expectRefused(ticket, {
    'ends after verification': stillSlow.finish,
    ...lateWrites(ticket, makeTinyPng(seed++)),
  });
  const row = await backend.getAssetRow(ticket.assetId);
  expect(sha256Of((await backend.findBytes('assets', row.object_key)) ?? Buffer.alloc(0))).toBe(row.sha256);
  await api.setVisibility(ticket.assetId, 'public');
  await expectRefused(ticket, lateWrites(ticket, file.bytes));
});

test('a PUT after delete brings nothing back, nor one that was under way', async () => {
  const file = tiny();
  const ticket = await api.presignOne(jobId, file);
  const slow = await startSlowPut(ticket, file.bytes);
  await api.deleteAsset(ticket.assetId);
  await expectRefused(ticket, { 'ends after delete': slow.finish, ...lateWrites(ticket, file.bytes) });

  const stored = await api.store(jobId, tiny());
  await api.deleteAsset(stored.assetId);
  await expectRefused(stored, lateWrites(stored, file.bytes));

  const uploaded = await api.store(jobId, tiny());
  await api.complete(uploaded.assetId);
  await api.trashAsset(uploaded.assetId);
  await expectRefused(uploaded, lateWrites(uploaded, file.bytes));
  await api.deleteAsset(uploaded.assetId);
  await expectRefused(uploaded, lateWrites(uploaded, file.bytes));
  expect(await backend.findBytes('assets', uploaded.path)).toBeNull();
});

test('a PUT on the URL of a rejected image stores nothing', async () => {
  const file = tiny();
  const ticket = await api.presignOne(jobId, file);
  const slow = await startSlowPut(ticket, file.bytes);
  expect((await put(ticket, makeTinyPng(seed++))).status).toBe(200);
  expect((await api.complete(ticket.assetId)).status).toBe(422);
  expect((await api.settled(ticket.assetId)).status).toBe('rejected');
  await expectRefused(ticket, { 'ends after rejection': slow.finish, ...lateWrites(ticket, file.bytes) });
  await api.deleteAsset(ticket.assetId);
});

test.each([
  ['the same bytes', () => 0],
  ['different bytes', (index: number) => index],
])('of eight PUTs at once with %s exactly one wins', async (_what, differ) => {
  const first = seed;
  seed += 10;
  const ticket = await api.presignOne(jobId, { name: 'race.png', bytes: makeTinyPng(first) });
  const bodies = Array.from({ length: 8 }, (_, index) => makeTinyPng(first + differ(index)));
  const statuses = await Promise.all(bodies.map((bytes) => statusOf(put(ticket, bytes))));
  expect(statuses.toSorted()).toEqual([200, ...Array(7).fill(400)]);
  const winner = bodies[statuses.indexOf(200)] ?? Buffer.alloc(0);
  const stored = await backend.findBytes('assets', ticket.path);
  expect(sha256Of(stored ?? Buffer.alloc(0))).toBe(sha256Of(winner));
  const asDeclared = sha256Of(winner) === sha256Of(makeTinyPng(first));
  expect((await api.complete(ticket.assetId)).status).toBe(asDeclared ? 200 : 422);
  expect((await api.settled(ticket.assetId)).status).toBe(asDeclared ? 'private' : 'rejected');
});

test('a completion during a race of PUTs judges what is stored', async () => {
  const file = tiny();
  const ticket = await api.presignOne(jobId, file);
  const wrong = Array.from({ length: 6 }, () => put(ticket, makeTinyPng(seed++)));
  await Promise.all([put(ticket, file.bytes), api.complete(ticket.assetId), api.complete(ticket.assetId), ...wrong]);
  await api.complete(ticket.assetId);
  const { status } = await api.settled(ticket.assetId);
  const row = await backend.getAssetRow(ticket.assetId);
  const stored = await backend.findBytes('assets', row.object_key);
  expect(stored && sha256Of(stored)).toBe(status === 'private' ? row.sha256 : null);
});

test('there is no second way in', async () => {
  const file = tiny();
  const asset = await api.upload(jobId, file);
  const { publicUrl } = await api.setVisibility(asset.id, 'public');
  const publicKey = publicUrl?.split('/public-assets/')[1] ?? '';
  const ticket = await api.presignOne(jobId, tiny());
  const storage = `${stack.supabaseUrl}/storage/v1`;
  const token = new URL(ticket.uploadUrl).searchParams.get('token');
  const auth = { apikey: stack.anonKey, authorization: `Bearer ${user.accessToken}` };
  const before = await Promise.all([look(ticket.assetId, ticket.path), backend.listKeys('public-assets')]);

  for (const path of ['upload/resumable', 'upload/resumable/sign', `upload/resumable/${ticket.path}`]) {
    for (const method of ['POST', 'PATCH', 'HEAD', 'DELETE', 'GET']) {
      const headers = {
        ...auth,
        ...{ 'tus-resumable': '1.0.0', 'upload-length': `${file.bytes.length}`, 'x-signature': token ?? '' },
        'upload-metadata': `bucketName ${btoa('assets')},objectName ${btoa(ticket.path)},contentType ${btoa('image/png')}`,
      };
      expect((await fetch(`${storage}/${path}`, { method, headers })).status, `${method} ${path}`).toBe(404);
    }
  }

  const image = { body: new Uint8Array(file.bytes), headers: { ...auth, 'content-type': 'image/png' } };
  const key = publicKey.replace(/[0-9a-f-]{36}\.png$/, `${crypto.randomUUID()}.png`);
  for (const target of [publicKey, key, publicKey.replace('.png', '_thumbnail.webp')]) {
    for (const method of ['POST', 'PUT']) {
      expect(await statusOf(fetch(`${storage}/object/public-assets/${target}`, { method, ...image }))).toBe(400);
      expect(await statusOf(fetch(`${storage}/object/public/public-assets/${target}`, { method, ...image }))).toBe(400);
    }
    const signed = `${storage}/object/upload/sign/public-assets/${target}`;
    expect(await statusOf(fetch(`${signed}?token=${token}`, { method: 'PUT', ...image }))).toBe(400);
    expect(await statusOf(fetch(signed, { method: 'POST', headers: auth }))).toBe(400);
    // Not even the key of the service mints an upload into the public bucket while nothing is being published.
    const service = { apikey: stack.serviceKey, authorization: `Bearer ${stack.serviceKey}` };
    expect(await statusOf(fetch(signed, { method: 'POST', headers: service }))).toBe(400);
  }
  expect(await Promise.all([look(ticket.assetId, ticket.path), backend.listKeys('public-assets')])).toEqual(before);
});

test('rows, objects, files and usage agree in the end', async () => {
  expect((await takeInventory(backend)).problems).toEqual([]);
  await expect.poll(() => backend.listTemporaryFiles()).toEqual([]);
  await api.deleteJob(jobId);
  expect(await api.usedBytes()).toBe(0);
  expect(backend.listFiles()).toEqual([]);
});
