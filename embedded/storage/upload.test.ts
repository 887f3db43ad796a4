import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTestServer } from '../test-server.ts';
import {
  a,
  anon,
  as,
  b,
  closeStorageTest,
  connectTo,
  DENIED,
  home,
  KEY_EXISTS,
  mimeError,
  NO_SUCH_KEY,
  openStorageTest,
  png,
  put,
  raw,
  server,
  service,
  TOO_LARGE,
  type User,
  uploadToken,
} from './storage-test-kit.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(openStorageTest);
afterAll(closeStorageTest);

describe('signed upload', () => {
  test('a token binds path, owner and upsert for two hours', async () => {
    const name = `${a.id}/token.png`;
    const token = await uploadToken(name);
    const { iat, exp, ...payload } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toEqual({ owner: a.id, url: `assets/${name}`, upsert: false, scope: 'upload' });
    expect(exp - iat).toBe(7200);
  });

  test('takes raw and multipart bodies, without any key', async () => {
    const [r1, r2, js1, js2] = ['r1', 'r2', 'js1', 'js2'].map((name) => `${a.id}/${name}.png`) as [
      string,
      string,
      string,
      string,
    ];
    expect((await put(r1, await uploadToken(r1))).body).toEqual({ Key: `assets/${r1}` });
    const form = new FormData();
    form.append('cacheControl', '120');
    form.append('', png());
    expect((await put(r2, await uploadToken(r2), { body: form, headers: {} })).body).toEqual({ Key: `assets/${r2}` });
    const bucket = anon.storage.from('assets');
    expect((await bucket.uploadToSignedUrl(js1, await uploadToken(js1), png())).data).toEqual({
      path: js1,
      fullPath: `assets/${js1}`,
    });
    const bytes = new Uint8Array(10);
    expect(
      (await bucket.uploadToSignedUrl(js2, await uploadToken(js2), bytes, { contentType: 'image/png' })).error,
    ).toBeNull();
    const { data } = await a.client.storage.from('assets').list(a.id, { search: 'r' });
    expect(data?.map(({ name, metadata }) => [name, metadata?.cacheControl, metadata?.size])).toEqual([
      ['r1.png', 'no-cache', 1000],
      ['r2.png', 'max-age=120', 1000],
    ]);
  });

  test('refuses what the contract refuses', async () => {
    const name = `${a.id}/refused.png`;
    const token = await uploadToken(name);
    const key = new TextEncoder().encode(server.jwtSecret);
    const sign = (payload: Record<string, unknown>, exp: string | number) =>
      new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(exp).sign(key);
    const expired = await sign({ url: `assets/${name}`, scope: 'upload' }, 1000);
    const forDownload = await sign({ url: `assets/${name}` }, '1h');
    const invalidSignature = {
      statusCode: '400',
      error: 'InvalidSignature',
      message: 'Invalid signature',
      code: 'InvalidSignature',
    };
    const jwtError = (message: string) => ({ statusCode: '400', error: 'InvalidJWT', message, code: 'InvalidJWT' });
    const cases: [string, Promise<{ status: number; body: unknown }>, unknown][] = [
      ['another path', put(`${a.id}/else.png`, token), invalidSignature],
      ['tampered', put(name, `${token.slice(0, -3)}abc`), jwtError('signature verification failed')],
      ['expired', put(name, expired), jwtError('"exp" claim timestamp check failed')],
      ['for download', put(name, forDownload), { ...invalidSignature, message: 'Token is not scoped for upload' }],
      [
        'no token',
        raw('PUT', `/object/upload/sign/assets/${name}`, { body: png() }),
        {
          statusCode: '400',
          error: 'Error',
          message: "querystring must have required property 'token'",
          code: 'InvalidRequest',
        },
      ],
      ['text', put(name, token, { headers: { 'content-type': 'text/plain' } }), mimeError('text/plain')],
      [
        'charset',
        put(name, token, { headers: { 'content-type': 'image/png; charset=utf-8' } }),
        mimeError('image/png; charset=utf-8'),
      ],
      ['no type', put(name, token, { headers: {}, body: new Uint8Array(3) }), mimeError('application/octet-stream')],
    ];
    for (const [what, answer, body] of cases)
      expect({ what, ...(await answer) }).toMatchObject({ what, status: 400, body });
    expect((await raw('GET', `/object/assets/${name}`, { headers: as(a.accessToken) })).body).toEqual(NO_SUCH_KEY);
  });

  test('a mint is refused where a write would be', async () => {
    const mint = (path: string, user: User) =>
      raw('POST', `/object/upload/sign/${path}`, { headers: as(user.accessToken) });
    await service.storage.from('assets').upload(`${a.id}/there.png`, png());
    expect((await mint(`assets/${a.id}/there.png`, a)).body).toEqual(KEY_EXISTS);
    expect((await mint(`assets/${a.id}/b.png`, b)).body).toEqual(DENIED);
    expect((await mint(`missing/${a.id}/b.png`, a)).body).toEqual(DENIED);
    expect((await mint(`assets/${a.id}/forbidden.png`, a)).body).toEqual(DENIED);
    expect(server.log()).toContain('guard: not this one (42501)');
    expect((await mint(`assets/${a.id}/probe-mint.png`, a)).status).toBe(200);
    expect((await put(`${a.id}/probe-mint.png`, await uploadToken(`${a.id}/probe-mint.png`))).body).toEqual(DENIED);
  });

  test('a token writes once, also after its object was removed; one with upsert goes on', async () => {
    const name = `${a.id}/spent.png`;
    for (const upsert of [false, true]) {
      const token = await uploadToken(name, a, upsert);
      expect((await put(name, token)).status).toBe(200);
      await service.storage.from('assets').remove([name]);
      const again = await put(name, token);
      if (upsert) expect(again.status).toBe(200);
      else expect(again.body).toEqual(KEY_EXISTS);
    }
  });

  test('of many concurrent PUTs exactly one wins, and its bytes stay', async () => {
    const name = `${a.id}/race.png`;
    const token = await uploadToken(name);
    const bodies = Array.from({ length: 8 }, (_, n) => png(200_000, n));
    const answers = await Promise.all(bodies.map((body) => put(name, token, { body })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers) if (status !== 200) expect(body).toEqual(KEY_EXISTS);
    const winner = answers.findIndex(({ status }) => status === 200);
    const stored = await (await a.client.storage.from('assets').download(name)).data?.arrayBuffer();
    expect(new Uint8Array(stored ?? new ArrayBuffer(0)).every((byte) => byte === winner)).toBe(true);
  });

  test('a trigger judges the completed object too', async () => {
    const name = `${a.id}/length.png`;
    expect((await put(name, await uploadToken(name))).body).toEqual(DENIED);
    expect((await put(name, await uploadToken(name), { body: new Uint8Array(3) })).status).toBe(200);
  });
});

test('of many concurrent writes with upsert one file is left', async () => {
  const name = `${a.id}/upserted.png`;
  const bucket = a.client.storage.from('assets');
  const files = async () =>
    (await readdir(join(home.data, 'storage', 'objects'), { recursive: true })).filter((path) => path.includes('/'))
      .length;
  const before = await files();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => bucket.upload(name, png(1000, n), { upsert: true })),
  );
  expect(answers.map(({ error }) => error)).toEqual(Array(6).fill(null));
  expect(await files()).toBe(before + 1);
});

describe('size limits', () => {
  const eleven = () => new Uint8Array(11 * 1024 * 1024);

  test('11 MB are refused, with and without a declared length, raw and multipart', async () => {
    const name = `${a.id}/large.png`;
    const token = await uploadToken(name);
    const form = new FormData();
    form.append('', new Blob([eleven()], { type: 'image/png' }));
    const chunked = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 11; n += 1) controller.enqueue(new Uint8Array(1024 * 1024));
        controller.close();
      },
    });
    const streamed = { body: chunked, duplex: 'half', headers: { 'content-type': 'image/png' } } as RequestInit;
    const inits: RequestInit[] = [
      { body: eleven(), headers: { 'content-type': 'image/png' } },
      { body: form, headers: {} },
      streamed,
    ];
    for (const init of inits) {
      expect(await put(name, token, init)).toMatchObject({ status: 400, body: TOO_LARGE });
    }
    expect((await raw('GET', `/object/assets/${name}`, { headers: as(a.accessToken) })).body).toEqual(NO_SUCH_KEY);
    expect(await readdir(join(home.data, 'storage', 'tmp'))).toEqual([]);
  });

  test('hold for copy and move', async () => {
    const from = service.storage.from('assets');
    await from.upload('copied.png', png(600));
    for (const transfer of [from.copy.bind(from), from.move.bind(from)]) {
      expect((await transfer('copied.png', 'x.png', { destinationBucket: 'small' })).error).toMatchObject({
        statusCode: '413',
      });
      expect((await transfer('copied.png', 'x.png', { destinationBucket: 'text' })).error).toMatchObject({
        statusCode: '415',
      });
    }
  });

  test('a multipart body that is none is refused', async () => {
    const name = `${a.id}/form.png`;
    const token = await uploadToken(name);
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
      expect(await put(name, token, { headers: { 'content-type': type } })).toMatchObject({
        status: 400,
        body: { statusCode: '400' },
      });
    }
    const form = new FormData();
    form.append('cacheControl', '60');
    expect((await put(name, token, { headers: {}, body: form })).body).toMatchObject({
      message: 'body must contain a file',
    });
  });

  test.each([
    ['raw', 'image/png', ''],
    [
      'multipart',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name=""; filename="a"\r\nContent-Type: image/png\r\n\r\n',
    ],
  ])('a %s upload that breaks off leaves nothing', async (kind, contentType, head) => {
    const name = `${a.id}/broken-${kind}.png`;
    const token = await uploadToken(name);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `PUT /storage/v1/object/upload/sign/assets/${name}?token=${token} HTTP/1.1\r\nHost: localhost\r\n` +
        `Content-Type: ${contentType}\r\nContent-Length: 5000\r\n\r\n${head}${'x'.repeat(1000)}`,
    );
    const temporaryFiles = () => readdir(join(home.data, 'storage', 'tmp'));
    await vi.waitFor(async () => expect(await temporaryFiles()).toHaveLength(1), { timeout: 10_000 });
    socket.destroy();
    await once(socket, 'close');
    await vi.waitFor(async () => expect(await temporaryFiles()).toEqual([]), { timeout: 10_000 });
    expect((await put(name, token)).status).toBe(200);
    expect(server.log()).not.toMatch(/abort|premature/i);
  });
});

describe('upload', () => {
  test('once, again with upsert, and by update', async () => {
    const bucket = a.client.storage.from('assets');
    const name = `${a.id}/u1.png`;
    const options = { metadata: { alt: 'x' }, contentType: 'image/png' };
    expect((await bucket.upload(name, png(), options)).data).toMatchObject({ path: name, fullPath: `assets/${name}` });
    expect((await bucket.upload(name, png())).error).toMatchObject({ status: 400, statusCode: '409' });
    const first = (await bucket.info(name)).data;
    expect(first).toMatchObject({
      name,
      bucketId: 'assets',
      size: 1000,
      contentType: 'image/png',
      metadata: { alt: 'x' },
    });
    expect(first?.etag).toBe(`"${createHash('md5').update(new Uint8Array(1000).fill(1)).digest('hex')}"`);
    expect((await bucket.upload(name, png(20), { upsert: true })).error).toBeNull();
    expect((await bucket.update(name, png(30))).error).toBeNull();
    expect((await bucket.update(`${a.id}/new.png`, png(30))).error).toBeNull();
    const last = (await bucket.info(name)).data;
    expect([last?.size, last?.id === first?.id, last?.version === first?.version]).toEqual([30, true, false]);
    expect((await bucket.upload(`${a.id}/x.svg`, new Blob(['<svg/>'], { type: 'image/svg+xml' }))).error?.message).toBe(
      'mime type image/svg+xml is not supported',
    );
    expect((await a.client.storage.from('missing').upload(name, png())).error).toMatchObject({ statusCode: '404' });
  });

  test('into the folder of another, or by nobody, is refused', async () => {
    for (const user of [b.client, anon]) {
      const bucket = user.storage.from('assets');
      expect((await bucket.upload(`${a.id}/foreign.png`, png())).error).toMatchObject({ statusCode: '403' });
      expect((await bucket.upload(`${a.id}/u1.png`, png(), { upsert: true })).error).toMatchObject({
        statusCode: '403',
      });
      expect((await bucket.download(`${a.id}/u1.png`)).error).toMatchObject({ statusCode: '404' });
      expect((await bucket.info(`${a.id}/u1.png`)).error).toMatchObject({ statusCode: '404' });
      expect((await bucket.list(a.id)).data).toEqual([]);
      expect((await bucket.remove([`${a.id}/u1.png`])).data).toEqual([]);
    }
    expect((await raw('GET', `/object/assets/${a.id}/u1.png`, { headers: as('a.b.c') })).body).toMatchObject({
      code: 'AccessDenied',
    });
    expect((await raw('GET', `/object/assets/${a.id}/u1.png`)).body).toMatchObject({ code: 'InvalidRequest' });
  });

  test('names: refused and accepted as by Supabase', async () => {
    const upload = async (name: string) =>
      (
        await raw('POST', `/object/assets/${name}`, {
          headers: { ...as(server.serviceKey), 'content-type': 'image/png' },
          body: png(),
        })
      ).body;
    const refused = [
      'n/%2e%2e%2fx.png',
      'n%2f..%2f..%2fetc%2fx',
      'n/a%5Cb.png',
      'n/%C3%A4.png',
      'n/a%00b',
      'n/a%0Ab',
      'n/a%23b',
      'n/a%25b',
    ];
    for (const name of [...refused, 'n/%5B%7B%7C', '', `n/${'x'.repeat(256)}`, `${'y/'.repeat(1200)}z`]) {
      expect({ name, body: await upload(name) }).toMatchObject({
        name,
        body: { statusCode: '400', code: 'InvalidKey' },
      });
    }
    expect(await upload('n/a%zzb')).toMatchObject({ code: 'FST_ERR_BAD_URL' });
    for (const name of ['n/a%20b.png', 'n/a&$@=;:+,.png', 'n/.hidden', `n/${'x'.repeat(255)}`]) {
      expect(await upload(name)).toMatchObject({ Key: `assets/${decodeURIComponent(name)}` });
    }
    const { data } = await service.storage.from('assets').createSignedUrl('n/a b.png', 60);
    expect((await fetch(data?.signedUrl ?? '')).status).toBe(200);
  });
});

test('killed in the middle of uploads, it comes back without a row that lacks its file or a file that lacks its row', async () => {
  const bucket = service.storage.from('assets');
  const names = Array.from({ length: 60 }, (_, n) => `kill/${n}.png`);
  const answered = new Set<string>();
  const uploads = names.map(async (name, n) => {
    const { error } = await bucket.upload(name, png(300_000, n));
    if (!error) answered.add(name);
  });
  await vi.waitFor(() => expect(answered.size).toBeGreaterThan(10), { interval: 5, timeout: 40_000 });
  await server.stop('SIGKILL');
  await Promise.all(uploads);
  expect(answered.size).toBeLessThan(names.length);

  await connectTo(await startTestServer(home.directory));
  expect(server.log()).not.toContain('lost their file');
  const { data } = await service.storage.from('assets').list('kill', { limit: 100 });
  const stored = new Set(data?.map(({ name }) => `kill/${name}`));
  expect([...answered].filter((name) => !stored.has(name))).toEqual([]);
  for (const name of stored) {
    const file = await (await service.storage.from('assets').download(name)).data?.arrayBuffer();
    expect(file).toEqual(await png(300_000, names.indexOf(name)).arrayBuffer());
  }
  expect(await readdir(join(home.data, 'storage', 'tmp'))).toEqual([]);
});
