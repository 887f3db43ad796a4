import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  a,
  anon,
  as,
  b,
  closeStorageTest,
  DENIED,
  home,
  KEY_EXISTS,
  MAX_BYTES,
  NO_SUCH_BUCKET,
  NO_SUCH_KEY,
  openStorageTest,
  png,
  raw,
  server,
  service,
  type User,
  uploadToken,
} from './storage-test-kit.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(openStorageTest);
afterAll(closeStorageTest);

describe('buckets', () => {
  test('are shown to those whom a policy shows them', async () => {
    const { data } = await service.storage.getBucket('assets');
    expect(data).toMatchObject({ id: 'assets', name: 'assets', owner: '', public: false, file_size_limit: MAX_BYTES });
    expect((await raw('GET', '/bucket/assets', { headers: as(a.accessToken) })).body).toEqual(NO_SUCH_BUCKET);
    expect((await a.client.storage.listBuckets()).data).toEqual([]);
    expect((await service.storage.listBuckets()).data).toHaveLength(4);
  });

  test('are made, changed and removed by the service alone', async () => {
    const post = (body: object, token: string) =>
      raw('POST', '/bucket', {
        headers: { ...as(token), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await post({ name: 'assets' }, server.serviceKey)).body).toEqual({
      ...KEY_EXISTS,
      code: 'BucketAlreadyExists',
    });
    expect((await post({ name: 'mine' }, a.accessToken)).body).toEqual(DENIED);
    expect((await post({ name: 'a/b' }, server.serviceKey)).body).toMatchObject({ code: 'InvalidBucketName' });
    const options = { public: true, fileSizeLimit: '1MB', allowedMimeTypes: ['image/png'] };
    expect((await service.storage.createBucket('temporary', options)).data).toEqual({ name: 'temporary' });
    expect((await service.storage.getBucket('temporary')).data).toMatchObject({
      public: true,
      file_size_limit: 1_000_000,
    });
    expect((await service.storage.updateBucket('temporary', { public: false, fileSizeLimit: null })).error).toBeNull();
    expect((await service.storage.getBucket('temporary')).data).toMatchObject({ public: false, file_size_limit: null });
    expect((await a.client.storage.updateBucket('temporary', { public: true })).error).toMatchObject({
      statusCode: '404',
    });
    await service.storage.from('temporary').upload('x.png', png());
    expect((await service.storage.deleteBucket('temporary')).error).toMatchObject({ statusCode: '409', status: 400 });
    await service.storage.from('temporary').remove(['x.png']);
    expect((await service.storage.deleteBucket('temporary')).error).toBeNull();
  });
});

describe('reading', () => {
  let signedUrl: string;
  const name = () => `${a.id}/read.png`;
  const etag = `"${createHash('md5').update(new Uint8Array(1010).fill(7)).digest('hex')}"`;

  beforeAll(async () => {
    await a.client.storage.from('assets').upload(name(), png(1010, 7));
    await service.storage.from('public-assets').upload('p.png', png(1010, 7), { cacheControl: '300' });
    signedUrl = (await a.client.storage.from('assets').createSignedUrl(name(), 3600)).data?.signedUrl ?? '';
  });

  test('signed URLs: by whom the policies allow, alone and in batches', async () => {
    const bucket = a.client.storage.from('assets');
    for (const [client, path] of [
      [b.client, name()],
      [anon, name()],
      [a.client, `${a.id}/nope.png`],
    ] as const) {
      expect((await client.storage.from('assets').createSignedUrl(path, 60)).error).toMatchObject({
        statusCode: '404',
      });
    }
    expect((await bucket.createSignedUrl(name(), 0)).error?.message).toBe('body/expiresIn must be >= 1');
    expect((await bucket.createSignedUrls([], 60)).error?.message).toBe('body/paths must NOT have fewer than 1 items');
    const { data } = await bucket.createSignedUrls([`${a.id}/nope.png`, name()], 60);
    expect(data?.map(({ error, path }) => [error, path])).toEqual([
      ['Either the object does not exist or you do not have access to it', `${a.id}/nope.png`],
      [null, name()],
    ]);
    expect((await fetch(data?.[1]?.signedUrl ?? '')).status).toBe(200);
  });

  test('signed URLs carry no cache-control, and their own headers', async () => {
    const response = await fetch(signedUrl);
    expect((await response.arrayBuffer()).byteLength).toBe(1010);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      etag,
      'content-type': 'image/png',
      'content-length': '1010',
      'accept-ranges': 'bytes',
      'x-robots-tag': 'none',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'access-control-allow-origin': '*',
    });
    expect(response.headers.get('cache-control')).toBeNull();
    expect(Date.parse(response.headers.get('expires') ?? '') - Date.now()).toBeGreaterThan(3500_000);
    const download = await fetch(`${signedUrl}&download=${encodeURIComponent('nämé.png')}`);
    expect(download.headers.get('content-disposition')).toBe(
      "attachment; filename=n%C3%A4m%C3%A9.png; filename*=UTF-8''n%C3%A4m%C3%A9.png",
    );
    expect((await fetch(`${signedUrl}&download=`)).headers.get('content-disposition')).toBe('attachment;');
  });

  test('signed URLs refuse every other token', async () => {
    const path = `/object/sign/assets/${name()}`;
    const token = new URL(signedUrl).searchParams.get('token') ?? '';
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    const body = async (query: string, at = path) => (await raw('GET', at + query)).body;
    expect(await body('')).toMatchObject({ code: 'InvalidRequest' });
    expect(await body(`?token=${token.slice(0, -3)}abc`)).toMatchObject({
      code: 'InvalidJWT',
      message: 'signature verification failed',
    });
    expect(await body(`?token=${none}`)).toMatchObject({
      message: '"alg" (Algorithm) Header Parameter value not allowed',
    });
    expect(await body(`?token=${token}`, `/object/sign/assets/${a.id}/u1.png`)).toMatchObject({
      code: 'InvalidSignature',
    });
    expect(await body(`?token=${a.accessToken}`)).toMatchObject({ code: 'InvalidSignature' });
    const upload = await uploadToken(`${a.id}/soon.png`);
    await service.storage.from('assets').upload(`${a.id}/soon.png`, png());
    expect(await body(`?token=${upload}`, `/object/sign/assets/${a.id}/soon.png`)).toMatchObject({
      code: 'InvalidSignature',
    });
  });

  test.each([
    ['bytes=0-9', 206, 'bytes 0-9/1010', 10],
    ['bytes=1000-', 206, 'bytes 1000-1009/1010', 10],
    ['bytes=-5', 206, 'bytes 1005-1009/1010', 5],
    ['bytes=0-999999', 206, 'bytes 0-1009/1010', 1010],
    ['bytes=999999-', 416, null, null],
    ['bytes=9-0', 416, null, null],
    ['bytes=0-1,4-5', 200, null, 1010],
  ])('Range %s', async (range, status, contentRange, bytes) => {
    const response = await fetch(signedUrl, { headers: { range } });
    const body = await response.arrayBuffer();
    expect(response.status).toBe(status);
    if (status === 416)
      expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({ statusCode: '416', code: 'InvalidRange' });
    else expect([response.headers.get('content-range'), body.byteLength]).toEqual([contentRange, bytes]);
  });

  test('public URLs: GET, HEAD, 304, and only of public buckets', async () => {
    const url = '/object/public/public-assets/p.png';
    expect((await raw('GET', url)).headers.get('cache-control')).toBe('max-age=300');
    const head = await raw('HEAD', url);
    expect([head.status, head.headers.get('content-length'), head.headers.get('etag'), head.text]).toEqual([
      200,
      '1010',
      etag,
      '',
    ]);
    const hit = await raw('GET', url, { headers: { 'if-none-match': etag } });
    expect([hit.status, hit.headers.get('etag'), hit.text]).toEqual([304, etag, '']);
    expect((await raw('GET', url, { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
    expect((await raw('GET', '/object/public/public-assets/nope.png')).body).toEqual(NO_SUCH_KEY);
    expect((await raw('GET', '/object/public/public-assets/%00')).body).toEqual(NO_SUCH_KEY);
    expect((await raw('GET', '/object/public/missing/p.png')).body).toEqual(NO_SUCH_BUCKET);
    expect((await raw('GET', `/object/public/assets/${name()}`, { headers: as(a.accessToken) })).body).toEqual(
      NO_SUCH_BUCKET,
    );
    expect((await raw('HEAD', `/object/public/assets/${name()}`)).status).toBe(400);
    expect((await raw('GET', '/object/public/public-assets/%2e%2e%2f%2e%2e%2fsecrets.json')).body).toEqual(NO_SUCH_KEY);
  });

  test('exists, list and folders', async () => {
    const bucket = a.client.storage.from('assets');
    expect((await bucket.exists(name())).data).toBe(true);
    expect((await bucket.exists(`${a.id}/nope.png`)).data).toBe(false);
    expect((await bucket.list('')).data).toMatchObject([{ name: a.id, id: null, metadata: null }]);
    expect((await b.client.storage.from('assets').list('')).data).toEqual([]);
    expect((await bucket.list(a.id, { search: 'read' })).data?.map((file) => file.name)).toEqual(['read.png']);
    const newest = await bucket.list(a.id, { limit: 1, sortBy: { column: 'created_at', order: 'desc' } });
    expect(newest.data).toMatchObject([
      { name: 'soon.png', metadata: { size: 1000, mimetype: 'image/png', httpStatusCode: 200 } },
    ]);
  });

  test('preflight and unknown routes', async () => {
    const preflight = await raw('OPTIONS', '/object/upload/sign/assets/x.png', {
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'x-upsert',
      },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/content-type, cache-control, x-upsert/);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await raw('GET', '/nope')).body).toEqual({
      message: 'Route GET:/nope not found',
      error: 'Not Found',
      statusCode: 404,
    });
  });
});

describe('copy, move, remove', () => {
  test('copy and move keep bytes and metadata', async () => {
    const bucket = a.client.storage.from('assets');
    const [m1, m2, m3] = ['m1', 'm2', 'm3'].map((stem) => `${a.id}/${stem}.png`) as [string, string, string];
    await bucket.upload(m1, png(50, 3), { cacheControl: '77' });
    expect((await bucket.copy(m1, m2)).data).toEqual({ path: `assets/${m2}` });
    expect((await bucket.move(m1, m3)).data).toMatchObject({ message: 'Successfully moved' });
    expect((await bucket.download(m1)).error).toMatchObject({ statusCode: '404' });
    for (const path of [m2, m3]) {
      expect(await (await bucket.download(path)).data?.arrayBuffer()).toEqual(await png(50, 3).arrayBuffer());
      expect((await bucket.info(path)).data).toMatchObject({ cacheControl: 'max-age=77', size: 50 });
    }
    expect((await bucket.copy(`${a.id}/nope.png`, `${a.id}/x.png`)).error).toMatchObject({ statusCode: '404' });
    expect((await bucket.copy(m2, m3)).error).toMatchObject({ statusCode: '409' });
    expect((await bucket.move(m2, m3)).error).toMatchObject({ statusCode: '409' });
    for (const transfer of [bucket.copy.bind(bucket), bucket.move.bind(bucket)]) {
      expect((await transfer(m2, `${b.id}/x.png`)).error).toMatchObject({ statusCode: '403' });
      expect((await transfer(m2, `${a.id}/../${b.id}/x.png`)).error).toMatchObject({ statusCode: '400' });
    }
    expect((await b.client.storage.from('assets').move(m2, `${b.id}/x.png`)).error).toMatchObject({
      statusCode: '404',
    });
  });

  test('remove answers with what it removed, and the bytes are gone', async () => {
    const bucket = a.client.storage.from('assets');
    const name = `${a.id}/gone.png`;
    await bucket.upload(name, png());
    const { version = '' } = (await bucket.info(name)).data ?? {};
    const folder = join(home.data, 'storage', 'objects', version.slice(0, 2));
    expect(await readdir(folder)).toContain(version);
    const { data } = await bucket.remove([name, `${a.id}/nope.png`]);
    expect(data).toMatchObject([
      { name, bucket_id: 'assets', owner: a.id, owner_id: a.id, version, metadata: { size: 1000 } },
    ]);
    expect(await readdir(folder)).not.toContain(version);
    expect((await bucket.remove([name])).data).toEqual([]);
    expect((await bucket.remove([])).error?.message).toBe('body/prefixes must NOT have fewer than 1 items');
    expect((await bucket.remove(Array.from({ length: 1001 }, (_, n) => `${a.id}/${n}`))).data).toEqual([]);
    const one = (user: User) => raw('DELETE', `/object/assets/${name}`, { headers: as(user.accessToken) });
    await bucket.upload(name, png());
    expect((await one(b)).body).toMatchObject({ statusCode: '403', message: 'Access denied' });
    expect((await one(a)).body).toEqual({ message: 'Successfully deleted' });
    expect((await one(a)).body).toEqual(NO_SUCH_KEY);
  });
});
