import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Api, createApi, declare, errorCodeOf } from './support/api-client.ts';
import { createBackend } from './support/database.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** What fits into an hour, by account and by address. */

const PER_HOUR = 10;
const HOUR_SECONDS = 3600;

let stack: Stack;
let seed = 1;

beforeAll(async () => {
  stack = await startStack({ env: { UPLOADS_PER_HOUR: `${PER_HOUR}`, TRUSTED_PROXY: '1' } });
});
afterAll(() => stack?.stop());

type Person = { api: Api; jobId: string; presign(count: number, address?: string): Promise<Answer> };

async function openAccount(name: string): Promise<Person> {
  const api = createApi(stack.appUrl, (await signUp(stack, name)).accessToken);
  const jobId = (await api.createJob('Prints')).id;
  const files = (count: number) =>
    Array.from({ length: count }, () => declare({ name: 'a.png', bytes: makeTinyPng(seed++) }));
  return {
    api,
    jobId,
    presign: (count, address = '192.0.2.1') =>
      api.call('POST', `/api/v1/jobs/${jobId}/uploads`, { files: files(count) }, { 'x-forwarded-for': address }),
  };
}

const retryAfter = ({ headers }: Answer) => Number(headers.get('retry-after'));

test('an account may ask for an hour at once, and then waits for what it asks; others do not', async () => {
  const [ada, bob] = [await openAccount('ada'), await openAccount('bob')];
  expect((await ada.presign(6)).status).toBe(200);
  expect((await ada.presign(4)).status).toBe(200);
  const refused = await ada.presign(5);
  expect(errorCodeOf(refused)).toBe('429 rate_limited');
  // Five of ten in an hour, less the moment since.
  expect(retryAfter(refused)).toBeGreaterThan(HOUR_SECONDS / 2 - 60);
  expect(retryAfter(refused)).toBeLessThanOrEqual(HOUR_SECONDS / 2);
  expect(retryAfter(await ada.presign(1))).toBeLessThanOrEqual(HOUR_SECONDS / PER_HOUR);
  expect((await bob.presign(PER_HOUR)).status).toBe(200);
  // Neither does what was refused count, nor is anything of it declared.
  expect((await ada.api.listAssets(ada.jobId)).items).toHaveLength(10);
  // Reading, and everything that is no upload, goes on.
  expect((await ada.api.listJobs()).items).toHaveLength(1);
});

test('of requests at once no more get through than fit', async () => {
  const carol = await openAccount('carol');
  const answers = await Promise.all(Array.from({ length: 12 }, () => carol.presign(2, '192.0.2.7')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(PER_HOUR / 2);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(12 - PER_HOUR / 2);
});

test('completing and uploading through the back end are counted too, each with its own', async () => {
  const dora = await openAccount('dora');
  const complete = () =>
    dora.api.call('POST', `/api/v1/assets/${crypto.randomUUID()}/complete`, {}, { 'x-forwarded-for': '192.0.2.8' });
  for (let count = 0; count < PER_HOUR; count++) expect(errorCodeOf(await complete())).toBe('404 not_found');
  expect(errorCodeOf(await complete())).toBe('429 rate_limited');
  expect((await dora.presign(PER_HOUR, '192.0.2.8')).status).toBe(200);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(makeTinyPng(seed++))], { type: 'image/png' }), 'a.png');
  expect(errorCodeOf(await dora.api.call('POST', `/api/v1/jobs/${dora.jobId}/assets`, form))).toBe('429 rate_limited');
});

test('many accounts behind one address are five, as far as uploads go', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, (_, index) => openAccount(`crowd-${index}`)));
  const answers = [];
  for (const person of people) answers.push((await person.presign(PER_HOUR, '192.0.2.9')).status);
  expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await people.at(-1)?.presign(PER_HOUR, '192.0.2.10'))?.status).toBe(200);
});

test('addresses are not kept in clear', async () => {
  const { data, error } = await createBackend(stack).client.from('rates').select('subject');
  expect(error).toBeNull();
  expect(data?.length).toBeGreaterThan(5);
  expect(JSON.stringify(data)).not.toContain('192.0.2');
});
