import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../lib/schemas/job.ts';
import { presignResponseSchema } from '../lib/schemas/upload.ts';
import { type Answer, type Api, createApi, declare, errorCodeOf } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** A request sent again under its Idempotency-Key makes nothing twice, whatever happened to the first one. */

const PARALLEL = 8;

let stack: Stack;
let backend: Backend;
let ada: User;
let api: Api;
let bobApi: Api;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  const [first, second] = await Promise.all([signUp(stack, 'ada'), signUp(stack, 'bob')]);
  ada = first;
  api = createApi(stack.appUrl, ada.accessToken);
  bobApi = createApi(stack.appUrl, second.accessToken);
});
afterAll(() => stack?.stop());

const createJob = (key: string, body: unknown = { title: 'Spring' }, by = api) =>
  by.call('POST', '/api/v1/jobs', body, { 'idempotency-key': key });
const jobOf = ({ status, body }: Answer): Job => {
  expect(status).toBe(201);
  return body as Job;
};
const titlesOf = async (by = api) => (await by.listJobs()).items.map(({ title }) => title);

describe('POST /jobs', () => {
  test('gives the same job again, even after it has changed or gone', async () => {
    const key = randomUUID();
    const first = jobOf(await createJob(key, { title: 'Once' }));
    await api.updateJob(first.id, { title: 'Renamed' });
    expect(jobOf(await createJob(key, { title: 'Once' }))).toEqual(first);
    await api.deleteJob(first.id);
    expect(jobOf(await createJob(key, { title: 'Once' }))).toEqual(first);
    expect(await titlesOf()).not.toContain('Once');
  });

  test('makes one job of eight requests at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: PARALLEL }, () => createJob(key, { title: 'Race' })));
    const made = answers.filter(({ status }) => status === 201).map((answer) => jobOf(answer).id);
    const waiting = answers.filter(({ status }) => status !== 201);
    console.log(`${PARALLEL} at once: ${made.length} answered with the job, ${waiting.length} told to wait`);
    expect(new Set(made).size).toBe(1);
    for (const answer of waiting) expect(errorCodeOf(answer)).toBe('409 conflict');
    expect((await titlesOf()).filter((title) => title === 'Race')).toHaveLength(1);
    expect(jobOf(await createJob(key, { title: 'Race' })).id).toBe(made[0]);
  });

  test('refuses another request under the same key, but not by somebody else', async () => {
    const key = randomUUID();
    const { id } = jobOf(await createJob(key));
    expect(errorCodeOf(await createJob(key, { title: 'Autumn' }))).toBe('422 validation_failed');
    expect(jobOf(await createJob(key, { title: 'Autumn' }, bobApi)).id).not.toBe(id);
    expect(jobOf(await createJob(randomUUID())).id).not.toBe(id);
  });

  test('frees the key of a request that failed', async () => {
    const key = randomUUID();
    expect(errorCodeOf(await createJob(key, { title: '' }))).toBe('422 validation_failed');
    expect(jobOf(await createJob(key)).title).toBe('Spring');
  });

  test.each([
    ['empty', ''],
    ['too long', 'x'.repeat(256)],
    ['not ASCII', 'schlüssel'],
  ])('refuses a key that is %s', async (_what, key) => {
    const before = await titlesOf();
    expect(errorCodeOf(await createJob(key))).toBe('400 invalid_request');
    expect(await titlesOf()).toEqual(before);
  });

  test('takes the longest key', async () => {
    const key = ` ~${'k'.repeat(252)}!`.trim().padEnd(255, '.');
    expect(jobOf(await createJob(key)).id).toBe(jobOf(await createJob(key)).id);
  });
});

test('presigning again gives the same asset and a fresh URL, and no token is kept', async () => {
  const { id: jobId } = await api.createJob('Presigned');
  const key = randomUUID();
  const presign = (seed: number) =>
    api.call(
      'POST',
      `/api/v1/jobs/${jobId}/uploads`,
      { files: [declare({ name: 'a.png', bytes: makeTinyPng(seed) })] },
      { 'idempotency-key': key },
    );
  const ticketOf = ({ status, body }: Answer) => {
    expect(status).toBe(200);
    const [file] = presignResponseSchema.parse(body).files;
    if (file?.status !== 'upload') throw new Error(JSON.stringify(file));
    return file;
  };
  const [first, second] = [ticketOf(await presign(1)), ticketOf(await presign(1))];
  expect(second.assetId).toBe(first.assetId);
  expect(errorCodeOf(await presign(2))).toBe('422 validation_failed');
  const { data } = await backend.client.from('idempotency_keys').select('*').eq('key', key);
  expect(data).toMatchObject([{ status: 200, body: null }]);
  expect((await api.listAssets(jobId)).items).toHaveLength(1);
});

describe('in the database', () => {
  const call = async (name: string, args: Record<string, unknown>) => {
    const { data, error } = await backend.client.rpc(name, args);
    return error ? { failed: error.message } : data;
  };
  const begin = (key: string, fingerprint: string, lockSeconds: number) =>
    call('begin_idempotent_request', {
      p_owner: ada.id,
      p_key: key,
      p_fingerprint: fingerprint,
      p_lock_seconds: lockSeconds,
    });
  const create = (jobId: string, title: string) =>
    call('create_job', { p_owner: ada.id, p_job: jobId, p_title: title });

  test('a crash between creating and answering makes one job', async () => {
    const key = randomUUID();
    // The process dies here, with its job made and its lock held for no time at all.
    const crashed = await begin(key, 'same', 0);
    await create(crashed.resource_id, 'Crashed');
    const next = await begin(key, 'same', 60);
    expect(next).toEqual({ resource_id: crashed.resource_id, status: null, body: null });
    expect(await create(next.resource_id, 'Crashed')).toMatchObject({ id: crashed.resource_id, title: 'Crashed' });
    expect((await titlesOf()).filter((title) => title === 'Crashed')).toHaveLength(1);
  });

  test('a key waits while its lock lives, is free once it has run out, and answers once it is finished', async () => {
    const key = randomUUID();
    const { resource_id } = await begin(key, 'first', 60);
    expect(await begin(key, 'first', 60)).toEqual({ failed: 'conflict' });
    expect(await begin(key, 'other', 60)).toEqual({ failed: 'validation_failed' });
    const named = { p_owner: ada.id, p_key: key, p_resource: resource_id };
    await call('release_idempotent_request', named);
    const other = await begin(key, 'other', 60);
    expect(other.resource_id).not.toBe(resource_id);
    const finish = (answer: number) =>
      call('finish_idempotent_request', { ...named, p_resource: other.resource_id, p_status: 201, p_body: { answer } });
    expect(await finish(1)).toEqual({ status: 201, body: { answer: 1 } });
    expect(await finish(2)).toEqual({ status: 201, body: { answer: 1 } });
    expect(await begin(key, 'other', 60)).toMatchObject({ status: 201, body: { answer: 1 } });
    // The late worker of the first request changes nothing.
    await call('finish_idempotent_request', { ...named, p_status: 500, p_body: null });
    expect(await begin(key, 'other', 60)).toMatchObject({ status: 201, body: { answer: 1 } });
  });

  test('nobody else can be given an existing job under its id', async () => {
    const { id } = await api.createJob('Mine');
    const bob = (await bobApi.call('GET', '/api/v1/me')).body as { id: string };
    expect(await call('create_job', { p_owner: bob.id, p_job: id, p_title: 'Mine' })).toEqual({ failed: 'conflict' });
  });

  test('keys within their life are not removed', async () => {
    const { count: before } = await backend.client.from('idempotency_keys').select('*', { count: 'exact', head: true });
    expect(await call('expire_idempotency_keys', { p_limit: 1000 })).toBe(0);
    const { count } = await backend.client.from('idempotency_keys').select('*', { count: 'exact', head: true });
    expect(count).toBe(before);
  });
});
