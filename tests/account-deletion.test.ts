import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asset } from '../lib/schemas/asset.ts';
import { type Api, createApi, errorCodeOf, put, sha256Of } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { lacksEmbedded } from './support/external-back-end.ts';
import { takeInventory } from './support/invariants.ts';
import { makeTinyPng } from './support/make-images.ts';
import { listTables } from './support/source-lists.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** After an account is deleted nothing of it is left anywhere: every object and every row is looked at. */

const CRON_SECRET = 'a secret of sixteen';
const GONE_WITHIN_MS = 150_000;
const BUCKETS = ['assets', 'public-assets'] as const;

let stack: Stack;
let backend: Backend;
let bystander: User;
let bystanderAsset: Asset;

beforeAll(async () => {
  stack = await startStack({ env: { CRON_SECRET } });
  backend = createBackend(stack);
  bystander = await signUp(stack, 'bob');
  const api = createApi(stack.appUrl, bystander.accessToken);
  const { id } = await api.createJob('Of Bob');
  const asset = await api.upload(id, { name: 'bob.png', bytes: makeTinyPng(1000) });
  bystanderAsset = await api.setVisibility(asset.id, 'public');
});
afterAll(() => stack?.stop());

type Leaving = { user: User; api: Api; pageUrl: string; galleryUrl: string; fileUrl: string; tokenHash: string };

/** Public, taken back, trashed, refused, awaiting with and without bytes, a gallery that is on, a job in the trash, an API token. */
async function fillAccount(name: string, plainImages: number): Promise<Leaving> {
  const user = await signUp(stack, name);
  const api = createApi(stack.appUrl, user.accessToken);
  const job = await api.createJob('Leaving');
  const image = (seed: number) => ({ name: `${name}-${seed}.png`, bytes: makeTinyPng(seed) });
  const [shown, takenBack, trashed] = await Promise.all([1, 2, 3].map((seed) => api.upload(job.id, image(seed))));
  if (!shown || !takenBack || !trashed) throw new Error('three uploads give three assets');
  await api.setVisibility(takenBack.id, 'public');
  await api.setVisibility(takenBack.id, 'private');
  const published = await api.setVisibility(shown.id, 'public');
  await api.trashAsset(trashed.id);
  const broken = { name: 'broken.png', bytes: makeTinyPng(4).subarray(0, 40) };
  const refused = await api.store(job.id, broken);
  expect((await api.complete(refused.assetId)).status).toBe(422);
  await api.presignOne(job.id, image(5));
  await api.store(job.id, image(6));
  const { galleryUrl } = await api.updateJob(job.id, { gallery: 'on' });
  await setTenantImage(user, 'avatar');
  await setTenantImage(user, 'logos/primary');
  const trashedJob = await api.createJob('Leaving too');
  await api.upload(trashedJob.id, image(7));
  await api.trashJob(trashedJob.id);
  for (let seed = 10; seed < 10 + plainImages; seed++) await api.upload(job.id, image(seed));
  const answer = await api.call('POST', '/api/v1/jobs', { title: 'Once' }, { 'idempotency-key': crypto.randomUUID() });
  expect(answer.status).toBe(201);
  const tokenHash = sha256Of(Buffer.from(name));
  const { error } = await backend.client.rpc('create_api_token', {
    p_owner: user.id,
    p_name: 'script',
    p_token_hash: tokenHash,
    p_hint: 'abcd',
    p_scopes: ['read'],
    p_expires_in_seconds: null,
  });
  if (error) throw error;
  return {
    user,
    api,
    pageUrl: published.pageUrl ?? '',
    galleryUrl: galleryUrl ?? '',
    fileUrl: published.publicUrl ?? '',
    tokenHash,
  };
}

async function setTenantImage({ accessToken }: User, path: string): Promise<void> {
  const response = await fetch(`${stack.appUrl}/api/v1/me/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'image/png' },
    body: new Uint8Array(makeTinyPng(500)),
  });
  expect(response.status, await response.text()).toBe(200);
}

/** Rows that name the owner in whatever column, by table. */
async function countRows(ownerId: string): Promise<Record<string, number>> {
  const counts = listTables().map(async (table) => {
    const { data, error } = await backend.client.from(table).select('*');
    if (error) throw new Error(`${table}: ${error.message}`);
    return [table, data.filter((row) => JSON.stringify(row).includes(ownerId)).length] as const;
  });
  return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count > 0));
}

const countObjects = async (ownerId: string): Promise<number> =>
  (await Promise.all(BUCKETS.map((bucket) => backend.listKeys(bucket, ownerId)))).flat().length;

async function isKnownToAuth(userId: string): Promise<boolean> {
  const { data, error } = await backend.client.rpc('find_account', { p_email_or_id: userId });
  if (error) throw error;
  return data !== null;
}

async function requestDeletion({ user }: Leaving): Promise<void> {
  const { error } = await backend.client.rpc('request_account_deletion', { p_owner: user.id });
  if (error) throw error;
}

async function runJanitorUntilGone({ user }: Leaving): Promise<void> {
  const deadline = Date.now() + GONE_WITHIN_MS;
  const cron = createApi(stack.appUrl, CRON_SECRET);
  while (await isKnownToAuth(user.id)) {
    if (Date.now() > deadline) throw new Error(`still there: ${JSON.stringify(await countRows(user.id))}`);
    expect((await cron.call('POST', '/api/cron/janitor')).status).toBe(200);
    await wait(500);
  }
}

const statusOf = async (url: string) => (await fetch(url)).status;

async function expectNothingLeft({ user, api, pageUrl, galleryUrl, fileUrl }: Leaving): Promise<void> {
  const left = { rows: await countRows(user.id), objects: await countObjects(user.id) };
  console.log(`after deleting ${user.email}: ${JSON.stringify(left)}`);
  expect(left).toEqual({ rows: {}, objects: 0 });
  expect(await isKnownToAuth(user.id)).toBe(false);
  expect([await statusOf(pageUrl), await statusOf(galleryUrl)]).toEqual([404, 404]);
  expect(await statusOf(fileUrl)).toBe(400);
  expect(errorCodeOf(await api.call('GET', '/api/v1/me'))).toBe('401 unauthenticated');
  expect(errorCodeOf(await api.call('POST', '/api/v1/jobs', { title: 'Again' }))).toBe('401 unauthenticated');
}

async function expectBystanderUntouched(): Promise<void> {
  const api = createApi(stack.appUrl, bystander.accessToken);
  const asset = await api.getAsset(bystanderAsset.id);
  expect(asset.status).toBe('public');
  expect(await statusOf(asset.pageUrl ?? '')).toBe(200);
  expect(await statusOf(asset.publicUrl ?? '')).toBe(200);
  expect((await takeInventory(backend)).problems).toEqual([]);
}

test('no object and no row is left', async () => {
  const leaving = await fillAccount('ada', 0);
  const { user, api } = leaving;
  expect(Object.keys(await countRows(user.id))).toEqual(
    expect.arrayContaining([
      'profiles',
      'jobs',
      'assets',
      'variants',
      'publications',
      'api_tokens',
      'tenant_images',
      'idempotency_keys',
    ]),
  );
  expect(await countObjects(user.id)).toBeGreaterThan(10);

  const openTicket = await api.presignOne((await api.createJob('Late')).id, {
    name: 'late.png',
    bytes: makeTinyPng(99),
  });
  await requestDeletion(leaving);
  // Before a single file is gone: nothing is there for anybody.
  expect([await statusOf(leaving.pageUrl), await statusOf(leaving.galleryUrl)]).toEqual([404, 404]);
  const { data: token } = await backend.client.rpc('use_api_token', { p_token_hash: leaving.tokenHash });
  expect(token).toBeNull();
  const { data: assets } = await backend.client.rpc('list_all_assets', {
    p_owner: user.id,
    p_after: null,
    p_limit: 10,
  });
  expect(assets).toEqual([]);
  const { error } = await backend.client.rpc('create_job', {
    p_owner: user.id,
    p_job: crypto.randomUUID(),
    p_title: 'No',
  });
  expect(error?.message).toBe('forbidden');

  await runJanitorUntilGone(leaving);
  expect((await put(openTicket, makeTinyPng(99))).ok).toBe(false);
  await expectNothingLeft(leaving);
  await expectBystanderUntouched();

  // The address is free again, for an account that knows nothing of the old one.
  const again = await signUp(stack, 'ada');
  expect(again.id).not.toBe(user.id);
  expect((await createApi(stack.appUrl, again.accessToken).listJobs()).items).toEqual([]);
});

test.skipIf(lacksEmbedded('kills the back end'))(
  'the back end is killed in the middle: the deletion goes on by itself',
  async () => {
    const otherFiles = backend.listFiles().length;
    const leaving = await fillAccount('carol', 12);
    await requestDeletion(leaving);
    const cron = createApi(stack.appUrl, CRON_SECRET);
    const files = backend.listFiles().length;
    const pass = cron.call('POST', '/api/cron/janitor').catch(() => null);
    while (backend.listFiles().length === files) await wait(1);
    await stack.killBackend('SIGKILL');
    // Before it is back: the pass goes on as soon as it is.
    const filesLeft = backend.listFiles().length - otherFiles;
    expect(filesLeft).toBeGreaterThan(0);
    console.log(`killed with ${filesLeft} of ${files - otherFiles} files left`);
    await stack.restartBackend();
    await pass;

    await runJanitorUntilGone(leaving);
    await expectNothingLeft(leaving);
    await expectBystanderUntouched();
  },
  GONE_WITHIN_MS * 2,
);
