import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, createApi, errorCodeOf } from './support/api-client.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

let stack: Stack;
let ada: Api;
let bob: Api;

beforeAll(async () => {
  stack = await startStack();
  [ada, bob] = (await Promise.all([signUp(stack, 'ada'), signUp(stack, 'bob')])).map((user) =>
    createApi(stack.appUrl, user.accessToken),
  ) as [Api, Api];
});
afterAll(() => stack?.stop());

const image = (name: string, seed: number) => ({ name, bytes: makeTinyPng(seed) });

test('a receipt has what was verified and is there, and nothing that a spreadsheet would calculate', async () => {
  const job = await ada.createJob('Delivered');
  const plain = await ada.upload(job.id, image('plain.png', 1));
  const quoted = await ada.upload(job.id, image('a "b", c.png', 2));
  const formulas = [];
  for (const [index, start] of ['=', '+', '-', '@'].entries()) {
    formulas.push(await ada.upload(job.id, image(`${start}cmd.png`, 10 + index)));
  }
  await ada.presignOne(job.id, image('awaiting.png', 3));
  await ada.trashAsset((await ada.upload(job.id, image('trashed.png', 4))).id);
  const cut = image('cut.png', 5);
  await ada.complete((await ada.store(job.id, { ...cut, bytes: cut.bytes.subarray(0, 40) })).assetId);

  const answer = await ada.call('GET', `/api/v1/jobs/${job.id}/receipt`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="vitrine-receipt.csv"');
  const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
  const lines = `${answer.body}`.replace(/^\uFEFF/, '').split('\r\n');
  expect(lines.map((line) => line.replace(time, 'TIME'))).toEqual([
    'name,bytes,sha256,verified',
    `plain.png,${plain.bytes},${plain.sha256},TIME`,
    `"a ""b"", c.png",${quoted.bytes},${quoted.sha256},TIME`,
    ...formulas.map(({ name, bytes, sha256 }) => `'${name},${bytes},${sha256},TIME`),
    '',
  ]);
  expect(errorCodeOf(await bob.call('GET', `/api/v1/jobs/${job.id}/receipt`))).toBe('404 not_found');
});
