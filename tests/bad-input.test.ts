import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, createApi, declare, errorCodeOf, put } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { EXTERNAL } from './support/external-back-end.ts';
import { takeInventory } from './support/invariants.ts';
import { makeImage, makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp } from './support/users.ts';

/** Whatever comes in: a documented answer, nothing stored, the quota as before. */

const MAX_FILE_BYTES = 10_485_760;
const QUOTA_BYTES = 12_000_000;
const MISSING = '00000000-0000-4000-8000-000000000000';
const SHA = 'ab'.repeat(32);

let stack: Stack;
let backend: Backend;
let api: Api;
let cookie: string;
let jobId: string;
let seed = 1;

beforeAll(async () => {
  stack = await startStack({ env: { USER_QUOTA_BYTES: `${QUOTA_BYTES}` } });
  backend = createBackend(stack);
  const user = await signUp(stack, 'ada');
  cookie = await openCookieSession(stack, user);
  api = createApi(stack.appUrl, user.accessToken);
  jobId = (await api.createJob('Bad input')).id;
});
afterAll(() => stack?.stop());

const tiny = () => ({ name: 'tiny.png', bytes: makeTinyPng(seed++) });
const declaration = (changes: object = {}) => ({
  ...{ name: 'a.png', contentType: 'image/png', bytes: 70, sha256: SHA },
  ...changes,
});

/** Nothing is stored and nothing counts, but for refused rows. */
async function expectNothingKept(): Promise<void> {
  const { verified, objects, problems } = await takeInventory(backend);
  expect({ verified, objects, problems, usedBytes: await api.usedBytes() }).toEqual({
    ...{ verified: 0, objects: 0, problems: [], usedBytes: 0 },
  });
}

const position = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

describe('requests that are not usable', () => {
  type Case = [expected: string, method: string, path: string, body?: unknown, headers?: Record<string, string>];
  const cases: Case[] = [
    ['400 invalid_request', 'POST', '/jobs', '{"title":'],
    ['400 invalid_request', 'POST', '/jobs', ''],
    ['422 validation_failed', 'POST', '/jobs', 'null'],
    ['422 validation_failed', 'POST', '/jobs', {}],
    ['422 validation_failed', 'POST', '/jobs', { title: '  ' }],
    ['422 validation_failed', 'POST', '/jobs', { title: '\u0000\u202e' }],
    ['422 validation_failed', 'POST', '/jobs', { title: 'x'.repeat(201) }],
    ['422 validation_failed', 'POST', '/jobs', { title: 5 }],
    ['415 unsupported_media_type', 'POST', '/jobs', '{"title":"a"}', { 'content-type': 'text/plain' }],
    ['413 payload_too_large', 'POST', '/jobs', { title: 'x'.repeat(1_100_000) }],
    ['422 validation_failed', 'PATCH', '/jobs/{job}', {}],
    ['422 validation_failed', 'PATCH', '/jobs/{job}', { gallery: 'maybe' }],
    ['422 validation_failed', 'PATCH', '/jobs/{job}', { coverAssetId: 'nonsense' }],
    ['404 not_found', 'PATCH', '/jobs/{job}', { coverAssetId: MISSING }],
    ['422 validation_failed', 'DELETE', '/jobs/{job}?permanent=perhaps'],
    ['422 validation_failed', 'GET', '/jobs?limit=0'],
    ['422 validation_failed', 'GET', '/jobs?limit=101'],
    ['422 validation_failed', 'GET', '/jobs?limit=many'],
    ['400 invalid_request', 'GET', '/jobs?cursor=nonsense'],
    ['400 invalid_request', 'GET', `/jobs?cursor=${position('added', 1, 1)}`],
    ['422 validation_failed', 'GET', `/jobs?cursor=${'x'.repeat(1001)}`],
    ['422 validation_failed', 'GET', '/jobs/{job}/assets?sort=colour'],
    ['422 validation_failed', 'GET', '/jobs/{job}/assets?status=asleep'],
    ['400 invalid_request', 'GET', '/jobs/{job}/assets?cursor=nonsense'],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?cursor=${position('name', 'a', 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?cursor=${position('added', 'a', 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?cursor=${position('added', 1.5, 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?cursor=${position('added', 1e300, 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?sort=bytes&cursor=${position('bytes', 'a', 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?sort=-bytes&cursor=${position('bytes', 1, 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?sort=published&cursor=${position('published', 'soon', 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?sort=published&cursor=${position('published', 7, 1)}`],
    ['400 invalid_request', 'GET', `/jobs/{job}/assets?sort=name&cursor=${position('name', '\u0000', 1)}`],
    ['422 validation_failed', 'GET', '/assets'],
    ['422 validation_failed', 'GET', '/assets?ids=nonsense'],
    ['422 validation_failed', 'GET', `/assets?ids=${Array(101).fill(MISSING).join(',')}`],
    ['422 validation_failed', 'POST', '/jobs/{job}/uploads', { files: [] }],
    ['422 validation_failed', 'POST', '/jobs/{job}/uploads', { files: Array(101).fill(declaration()) }],
    ['422 validation_failed', 'POST', '/jobs/{job}/uploads', { files: 'all' }],
    ['422 validation_failed', 'POST', '/signed-urls', { assetIds: [] }],
    ['422 validation_failed', 'POST', '/signed-urls', { assetIds: Array(101).fill(MISSING) }],
    ['422 validation_failed', 'POST', '/signed-urls', { assetIds: [MISSING], expiresInSeconds: 0 }],
    ['422 validation_failed', 'POST', '/signed-urls', { assetIds: [MISSING], expiresInSeconds: 604_801 }],
    ['422 validation_failed', 'PUT', `/assets/${MISSING}/visibility`, { visibility: 'secret' }],
    ['422 validation_failed', 'PATCH', `/assets/${MISSING}`, { name: '' }],
    ['404 not_found', 'GET', '/nothing'],
    ['404 not_found', 'POST', '/jobs/{job}/nothing'],
    ['404 not_found', 'GET', '/jobs/nonsense'],
    ['404 not_found', 'GET', '/jobs/%00'],
  ];
  test.each(cases)('%s: %s %s', async (expected, method, path, body, headers) => {
    const answer = await api.call(method, `/api/v1${path.replace('{job}', jobId)}`, body, headers);
    expect(errorCodeOf(answer)).toBe(expected);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['/jobs', 'GET, POST', ['PUT', 'PATCH', 'DELETE']],
    ['/me', 'GET', ['POST', 'PUT', 'PATCH', 'DELETE']],
    [`/assets/${MISSING}/complete`, 'POST', ['GET', 'PUT', 'PATCH', 'DELETE']],
    [`/assets/${MISSING}/visibility`, 'PUT', ['GET', 'POST', 'PATCH', 'DELETE']],
  ])('%s takes %s alone', async (path, allow, methods) => {
    for (const method of methods) {
      const answer = await api.call(method, `/api/v1${path}`);
      expect(errorCodeOf(answer)).toBe('405 method_not_allowed');
      expect(answer.headers.get('allow')).toBe(allow);
    }
  });

  test('searching for anything gives a list', async () => {
    for (const q of ['%00', '%25', '_', '%5C', '%F0%9F%98%80', 'x'.repeat(255)]) {
      expect(await api.listAssets(jobId, `?q=${q}`)).toEqual({ items: [], nextCursor: null });
    }
  });

  test('a gallery with a cursor of nobody is no fault of the server', async () => {
    const { galleryUrl } = await api.updateJob(jobId, { gallery: 'on' });
    for (const cursor of ['nonsense', '', position(1), 'x'.repeat(5000)]) {
      expect((await fetch(`${galleryUrl}?cursor=${cursor}`)).status, cursor).toBeLessThan(500);
    }
  });
});

test('a bad file is refused alone, the others of its list go on', async () => {
  const good = tiny();
  const bad: [string, unknown][] = [
    ['validation_failed', null],
    ['validation_failed', {}],
    ['validation_failed', declaration({ bytes: -1 })],
    ['validation_failed', declaration({ bytes: 1.5 })],
    ['validation_failed', declaration({ bytes: '70' })],
    ['validation_failed', declaration({ sha256: SHA.toUpperCase() })],
    ['validation_failed', declaration({ sha256: `${SHA}\n` })],
    ['validation_failed', declaration({ contentType: '' })],
    ['unsupported_media_type', declaration({ contentType: 'image/bmp' })],
    ['unsupported_media_type', declaration({ contentType: 'image/svg+xml' })],
    ['validation_failed', declaration({ contentType: 'image/png\u0000' })],
    ['invalid_image', declaration({ bytes: 0 })],
    ['payload_too_large', declaration({ bytes: MAX_FILE_BYTES + 1 })],
    ['payload_too_large', declaration({ bytes: Number.MAX_SAFE_INTEGER })],
  ];
  const answers = await api.presign(jobId, [...bad.map(([, file]) => file), declare(good)]);
  const codes = answers.map((answer) => (answer.status === 'refused' ? answer.error.code : answer.status));
  expect(codes).toEqual([...bad.map(([code]) => code), 'upload']);
  const last = answers.at(-1);
  if (last?.status !== 'upload') throw new Error('no ticket');
  expect(await api.usedBytes()).toBe(good.bytes.length);
  await api.deleteAsset(last.assetId);
  await expectNothingKept();
});

test('a session in cookies may write from pages of the app alone', async () => {
  const nobody = createApi(stack.appUrl, null);
  const write = (headers: Record<string, string>) =>
    nobody.call('POST', '/api/v1/jobs', { title: 'By cookie' }, { cookie, ...headers });
  const own = stack.appUrl;
  const foreign: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: own.replace(/:\d+$/, ':1') },
    { origin: own.replace('http:', 'https:') },
    { origin: `${own}.evil.example` },
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { origin: own, 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  ];
  for (const headers of foreign)
    expect(errorCodeOf(await write(headers)), JSON.stringify(headers)).toBe('403 forbidden');
  for (const [method, path] of [
    ['DELETE', `/jobs/${jobId}`],
    ['PATCH', `/jobs/${jobId}`],
    ['POST', '/signed-urls'],
  ]) {
    expect(errorCodeOf(await nobody.call(method ?? '', `/api/v1${path}`, {}, { cookie }))).toBe('403 forbidden');
  }
  const simple = { origin: own, 'content-type': 'text/plain' };
  expect(errorCodeOf(await nobody.call('POST', '/api/v1/jobs', '{"title":"a"}', { cookie, ...simple }))).toBe(
    '415 unsupported_media_type',
  );
  expect((await nobody.call('GET', '/api/v1/me', undefined, { cookie })).status).toBe(200);
  for (const site of ['none-sent', 'same-origin']) {
    const answer = await write({ origin: own, ...(site === 'same-origin' && { 'sec-fetch-site': site }) });
    expect(answer.status).toBe(201);
    await api.deleteJob((answer.body as { id: string }).id);
  }
  for (const headers of foreign.slice(0, 4)) {
    const action = { 'next-action': '0'.repeat(42), 'content-type': 'text/plain;charset=UTF-8', ...headers };
    expect(errorCodeOf(await nobody.call('POST', '/jobs', '[]', { cookie, ...action }))).toBe('403 forbidden');
  }
});

test('wrong keys open nothing', async () => {
  const keys = ['', 'Bearer', 'Bearer x', `Bearer ${stack.anonKey}`, `Bearer ${stack.serviceKey}`, 'Basic YTpi'];
  for (const authorization of keys) {
    const answer = await createApi(stack.appUrl, null).call('GET', '/api/v1/jobs', undefined, {
      authorization,
      cookie,
    });
    expect(errorCodeOf(answer), authorization).toBe('401 unauthenticated');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
});

describe('bytes that are not the announced ones', () => {
  const endless = (chunkBytes: number, chunks: number) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (chunks-- > 0) controller.enqueue(new Uint8Array(chunkBytes));
        else controller.close();
      },
    });

  test('are refused by Storage when their length or type differs, and the right ones still fit', async () => {
    const file = tiny();
    const ticket = await api.presignOne(jobId, file);
    const chunked = (body: ReadableStream) => ({
      method: 'PUT',
      headers: ticket.headers,
      ...{ body, duplex: 'half' },
    });
    const tries: [string, () => Promise<Response>][] = [
      ['shorter', () => put(ticket, file.bytes.subarray(1))],
      ['longer', () => put(ticket, Buffer.concat([file.bytes, file.bytes]))],
      ['empty', () => put(ticket, Buffer.alloc(0))],
      ['wrong type', () => put(ticket, file.bytes, { 'content-type': 'image/jpeg' })],
      ['no image type', () => put(ticket, file.bytes, { 'content-type': 'text/html' })],
      ['no type', () => put(ticket, file.bytes, {})],
      ['chunked and longer', () => fetch(ticket.uploadUrl, chunked(endless(100, 2)))],
      ['chunked beyond the limit', () => fetch(ticket.uploadUrl, chunked(endless(1_048_576, 11)))],
      ['10 MiB and a byte', () => put(ticket, Buffer.alloc(MAX_FILE_BYTES + 1))],
      ['tampered token', () => put({ ...ticket, uploadUrl: ticket.uploadUrl.slice(0, -3) }, file.bytes)],
      ['no token', () => put({ ...ticket, uploadUrl: ticket.uploadUrl.replace(/\?.*/, '') }, file.bytes)],
      ['other path', () => put({ ...ticket, uploadUrl: ticket.uploadUrl.replace('.png?', '.jpg?') }, file.bytes)],
    ];
    for (const [what, attempt] of tries) {
      // A server that has seen enough may hang up before the body is over.
      const status = await attempt().then(
        (response) => response.status,
        () => 'hung up',
      );
      expect(status, what).not.toBe(200);
      expect(await backend.listKeys('assets'), what).toEqual([]);
      expect(backend.listFiles(), what).toEqual([]);
      expect(errorCodeOf(await api.complete(ticket.assetId)), what).toBe('409 upload_incomplete');
    }
    await expect.poll(() => backend.listTemporaryFiles()).toEqual([]);
    expect((await put(ticket, file.bytes)).status).toBe(200);
    expect((await api.complete(ticket.assetId)).body).toMatchObject({ status: 'private' });
    await api.deleteAsset(ticket.assetId);
    await expectNothingKept();
  });

  test('are rejected at complete when only their content differs, and removed', async () => {
    const file = tiny();
    const other = { ...file, bytes: makeTinyPng(seed++) };
    expect(other.bytes.length).toBe(file.bytes.length);
    const ticket = await api.presignOne(jobId, file);
    expect((await put(ticket, other.bytes)).status).toBe(200);
    for (let i = 0; i < 2; i++) expect(errorCodeOf(await api.complete(ticket.assetId))).toBe('422 upload_mismatch');
    const rejected = await api.settled(ticket.assetId);
    expect(rejected).toMatchObject({ status: 'rejected', rejection: { code: 'upload_mismatch' }, url: null });
    await expectNothingKept();
    // The right file may be sent again, as a new asset.
    const second = await api.upload(jobId, file);
    expect(second.status).toBe('private');
    expect(second.id).not.toBe(ticket.assetId);
    await api.deleteAsset(second.id);
    await expectNothingKept();
  });

  test.each([
    ['a JPEG declared as PNG', 'image/png', () => makeImage({ format: 'jpeg' })],
    ['a PNG declared as GIF', 'image/gif', async () => makeTinyPng(77)],
    ['a page declared as PNG', 'image/png', async () => Buffer.from('<html><script>alert(1)</script></html>')],
  ])('%s is rejected and removed', async (_what, contentType, make) => {
    const bytes = await make();
    const ticket = await api.store(jobId, { name: 'lie.png', contentType, bytes });
    expect(errorCodeOf(await api.complete(ticket.assetId))).toMatch(/^(422 invalid_image|415 unsupported_media_type)$/);
    await expectNothingKept();
    await api.trashAsset(ticket.assetId).catch(() => undefined);
    expect(errorCodeOf(await api.call('GET', `/api/v1/assets/${ticket.assetId}`))).toBe('404 not_found');
  });
});

test('what does not fit into the quota is refused before a byte is sent', async () => {
  const large = (bytes: number, digit: string) => declaration({ bytes, sha256: digit.repeat(64) });
  const files = [large(7_000_000, '1'), large(7_000_000, '2'), large(5_000_000, '3'), large(1, '4')];
  const answers = await api.presign(jobId, files);
  expect(answers.map((answer) => (answer.status === 'refused' ? answer.error.code : answer.status))).toEqual([
    ...['upload', 'limit_exceeded', 'upload', 'limit_exceeded'],
  ]);
  expect(await api.usedBytes()).toBe(QUOTA_BYTES);
  const ids = answers.flatMap((answer) => (answer.status === 'upload' ? [answer.assetId] : []));
  const [parallel] = await Promise.all([api.presign(jobId, [large(1, '5')]), api.deleteAsset(ids[0] ?? '')]);
  for (const answer of parallel) if (answer.status === 'upload') ids.push(answer.assetId);
  await Promise.all(
    Array.from({ length: 6 }, async (_, i) => {
      const [answer] = await api.presign(jobId, [large(3_000_000, 'abcdef'[i] ?? '')]);
      if (answer?.status === 'upload') ids.push(answer.assetId);
    }),
  );
  expect(await api.usedBytes()).toBeLessThanOrEqual(QUOTA_BYTES);
  for (const id of ids.slice(1)) await api.deleteAsset(id);
  await expectNothingKept();
});

test('forwarding headers of callers are not believed', async () => {
  const ticket = await api.call(
    'POST',
    `/api/v1/jobs/${jobId}/uploads`,
    { files: [declare(tiny())] },
    {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    },
  );
  const [file] = (ticket.body as { files: { uploadUrl: string; assetId: string }[] }).files;
  expect(new URL(file?.uploadUrl ?? '').hostname).toBe(new URL(EXTERNAL?.url ?? stack.appUrl).hostname);
  await api.deleteAsset(file?.assetId ?? '');
});

test('the log names no fault of the server', () => {
  expect(stack.readLog().match(/.*\binternal\b.*/g) ?? []).toEqual([]);
});
