import { afterAll, beforeAll, expect, test } from 'vitest';
import { assetSchema } from '../lib/schemas/asset.ts';
import { presignResponseSchema } from '../lib/schemas/upload.ts';
import { type Api, createApi, declare, errorCodeOf } from './support/api-client.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { type Backend, createBackend } from './support/database.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

const MISSING = '00000000-0000-4000-8000-000000000000';

let stack: Stack;
let backend: Backend;
let user: User;
let ada: Api;
let bob: Api;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  const other = await signUp(stack, 'bob');
  user = await signUp(stack, 'ada');
  ada = createApi(stack.appUrl, user.accessToken);
  bob = createApi(stack.appUrl, other.accessToken);
});
afterAll(() => stack?.stop());

const image = (seed: number) => ({ name: `image-${seed}.png`, bytes: makeTinyPng(seed) });

async function presign(api: Api, jobId: string, seeds: number[], options: object = { offerCopies: true }) {
  const files = seeds.map((seed) => declare(image(seed)));
  const answer = await api.call('POST', `/api/v1/jobs/${jobId}/uploads`, { files, ...options });
  expect(answer.status).toBe(200);
  return presignResponseSchema.parse(answer.body).files;
}

const copy = (api: Api, jobId: string, body: object) => api.call('POST', `/api/v1/jobs/${jobId}/copies`, body);

test('bytes of another job are offered to those who ask, in order, and nothing is declared for them', async () => {
  const [from, to] = [await ada.createJob('Summer shoot'), await ada.createJob('Selection')];
  const known = await ada.upload(from.id, image(1));
  const here = await ada.upload(to.id, image(2));
  const before = await ada.usedBytes();
  const answers = await presign(ada, to.id, [3, 1, 2]);
  expect(answers).toMatchObject([
    { status: 'upload' },
    { status: 'known', assetId: known.id, jobId: from.id, jobTitle: 'Summer shoot' },
    { status: 'duplicate', asset: { id: here.id } },
  ]);
  expect(await ada.usedBytes()).toBe(before + makeTinyPng(3).byteLength);
  expect(await presign(ada, to.id, [1], {})).toMatchObject([{ status: 'upload' }]);
});

test('a hash of somebody else answers as one that nobody has', async () => {
  const from = await ada.createJob('Hers');
  const { id } = await ada.upload(from.id, image(10));
  const job = await bob.createJob('His');
  expect(await presign(bob, job.id, [10, 11])).toMatchObject([{ status: 'upload' }, { status: 'upload' }]);
  for (const assetId of [id, MISSING]) expect(errorCodeOf(await copy(bob, job.id, { assetId }))).toBe('404 not_found');
});

test('what is in the trash, unverified or in a job in the trash is not offered', async () => {
  const [from, gone, to] = [await ada.createJob('From'), await ada.createJob('Gone'), await ada.createJob('To')];
  await ada.trashAsset((await ada.upload(from.id, image(20))).id);
  await ada.upload(gone.id, image(21));
  await ada.trashJob(gone.id);
  await ada.presignOne(from.id, image(22));
  const answers = await presign(ada, to.id, [20, 21, 22]);
  expect(answers.map(({ status }) => status)).toEqual(['upload', 'upload', 'upload']);
});

test('a copy is verified, private and counted, and another copy is the same one', async () => {
  const [from, to] = [await ada.createJob('From'), await ada.createJob('To')];
  const source = await ada.upload(from.id, image(30));
  const before = await ada.usedBytes();
  const first = await copy(ada, to.id, { assetId: source.id, name: 'other name.png' });
  expect(first.status).toBe(201);
  const asset = await ada.settled(assetSchema.parse(first.body).id);
  expect(asset).toMatchObject({
    ...{ jobId: to.id, name: 'other name.png', status: 'private', visibility: 'private' },
    ...{ sha256: source.sha256, bytes: source.bytes, contentType: source.contentType, width: source.width },
  });
  expect(asset.id).not.toBe(source.id);
  expect(asset.path).not.toBe(source.path);
  expect(Object.keys(asset.variants).sort()).toEqual(Object.keys(source.variants).sort());
  expect(await ada.usedBytes()).toBe(before + source.bytes);
  const bytes = await fetch(asset.url ?? '').then((response) => response.arrayBuffer());
  expect(Buffer.from(bytes).equals(image(30).bytes)).toBe(true);

  const again = await copy(ada, to.id, { assetId: source.id });
  expect([again.status, assetSchema.parse(again.body).id]).toEqual([200, asset.id]);
  await ada.deleteAsset(source.id);
  expect(await ada.getAsset(asset.id)).toMatchObject({ status: 'private' });
});

test('an API token is told of other jobs only with the scope `read`', async () => {
  const [from, to] = [await ada.createJob('Untold'), await ada.createJob('Told')];
  await ada.upload(from.id, image(40));
  const uploader = createApi(stack.appUrl, (await makeApiToken(backend, user, ['upload'])).token);
  const refused = await uploader.call('POST', `/api/v1/jobs/${to.id}/uploads`, {
    files: [declare(image(40))],
    offerCopies: true,
  });
  expect(errorCodeOf(refused)).toBe('403 forbidden');
  const reader = createApi(stack.appUrl, (await makeApiToken(backend, user, ['upload', 'read'])).token);
  expect(await presign(reader, to.id, [40])).toMatchObject([{ status: 'known' }]);
});
