import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  createTestClient,
  createTestDirectory,
  createTestUser,
  startTestServer,
  type TestServer,
} from '../test-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MAX_BYTES = 10 * 1024 * 1024;
const TYPES = `array['image/png', 'image/jpeg', 'image/webp', 'image/gif']`;
const MIGRATION = `
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('assets', 'assets', false, ${MAX_BYTES}, ${TYPES}), ('public-assets', 'public-assets', true, ${MAX_BYTES}, ${TYPES}),
  ('small', 'small', false, 500, null), ('text', 'text', false, null, array['text/*']);
create policy own_select on storage.objects for select to authenticated using ((storage.foldername(name))[1] = auth.uid()::text);
create policy own_insert on storage.objects for insert to authenticated with check ((storage.foldername(name))[1] = auth.uid()::text);
create policy own_update on storage.objects for update to authenticated using ((storage.foldername(name))[1] = auth.uid()::text);
create policy own_delete on storage.objects for delete to authenticated using ((storage.foldername(name))[1] = auth.uid()::text);
create table public.seen (name text, metadata jsonb, role text);
alter table public.seen enable row level security;
create schema private;
create function private.guard() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.name like '%/forbidden%' then raise exception 'guard: not this one' using errcode = '42501'; end if;
  if new.name like '%/length%' and new.metadata ? 'size' and (new.metadata ->> 'size')::int <> 3 then
    raise exception 'guard: length differs' using errcode = '42501';
  end if;
  if new.name like '%/probe-mint%' and new.metadata ->> 'mimetype' <> 'application/json' then
    raise exception 'guard: %', new.metadata using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before insert or update on storage.objects for each row execute function private.guard();
`;

type User = Awaited<ReturnType<typeof createTestUser>>;
let home: Awaited<ReturnType<typeof createTestDirectory>>;
let server: TestServer;
let base: string;
let a: User;
let b: User;
let service: ReturnType<typeof createTestClient>;
let anon: ReturnType<typeof createTestClient>;

beforeAll(async () => {
  home = await createTestDirectory(MIGRATION);
  await connectTo(await startTestServer(home.directory));
  a = await createTestUser(server, 'a');
  b = await createTestUser(server, 'b');
});
afterAll(async () => {
  await server?.stop();
  await home?.remove();
});

async function connectTo(started: TestServer): Promise<void> {
  server = started;
  base = `${server.url}/storage/v1`;
  service = createTestClient(server, server.serviceKey);
  anon = createTestClient(server, server.anonKey);
}

const png = (bytes = 1000, fill = 1) => new Blob([new Uint8Array(bytes).fill(fill)], { type: 'image/png' });
const as = (token: string) => ({ authorization: `Bearer ${token}` });

/** Sends a request whose path no client tidies up. */
async function raw(method: string, path: string, init: RequestInit = {}) {
  const response = await fetch(`${base}${path}`, { method, ...init });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  };
}

async function uploadToken(name: string, user = a, upsert = false): Promise<string> {
  const { data, error } = await user.client.storage.from('assets').createSignedUploadUrl(name, { upsert });
  if (error) throw error;
  return data.token;
}

const put = (name: string, token: string, init: RequestInit = {}) =>
  raw('PUT', `/object/upload/sign/assets/${name}?token=${token}`, {
    body: png(),
    headers: { 'content-type': 'image/png' },
    ...init,
  });

const KEY_EXISTS = {
  statusCode: '409',
  error: 'Duplicate',
  message: 'The resource already exists',
  code: 'KeyAlreadyExists',
};
const NO_SUCH_KEY = { statusCode: '404', error: 'not_found', message: 'Object not found', code: 'NoSuchKey' };
const NO_SUCH_BUCKET = {
  statusCode: '404',
  error: 'Bucket not found',
  message: 'Bucket not found',
  code: 'NoSuchBucket',
};
const DENIED = {
  statusCode: '403',
  error: 'Unauthorized',
  message: 'new row violates row-level security policy',
  code: 'AccessDenied',
};
const TOO_LARGE = {
  statusCode: '413',
  error: 'Payload too large',
  message: 'The object exceeded the maximum allowed size',
  code: 'EntityTooLarge',
};
const mimeError = (type: string) => ({
  statusCode: '415',
  error: 'invalid_mime_type',
  message: `mime type ${type} is not supported`,
  code: 'InvalidMimeType',
});

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
    expect((await mint(`missing/${a.id}/b.png`, a)).body).toMatchObject({ statusCode: '404' });
    expect((await mint(`assets/${a.id}/forbidden.png`, a)).body).toEqual(DENIED);
    expect(server.log()).toContain('guard: not this one (42501)');
    expect((await mint(`assets/${a.id}/probe-mint.png`, a)).status).toBe(200);
    expect((await put(`${a.id}/probe-mint.png`, await uploadToken(`${a.id}/probe-mint.png`))).body).toEqual(DENIED);
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

  test('an upload that breaks off leaves nothing', async () => {
    const name = `${a.id}/broken.png`;
    const token = await uploadToken(name);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `PUT /storage/v1/object/upload/sign/assets/${name}?token=${token} HTTP/1.1\r\nHost: localhost\r\n` +
        `Content-Type: image/png\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(1000)}`,
    );
    await vi.waitFor(async () => expect(await readdir(join(home.data, 'storage', 'tmp'))).toHaveLength(1));
    socket.destroy();
    await once(socket, 'close');
    await vi.waitFor(async () => expect(await readdir(join(home.data, 'storage', 'tmp'))).toEqual([]));
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
    for (const name of [...refused, 'n/%5B%7B%7C', '', `n/${'x'.repeat(1100)}`, `${'y/'.repeat(600)}z`]) {
      expect({ name, body: await upload(name) }).toMatchObject({
        name,
        body: { statusCode: '400', code: 'InvalidKey' },
      });
    }
    expect(await upload('n/a%zzb')).toMatchObject({ code: 'FST_ERR_BAD_URL' });
    for (const name of ['n/a%20b.png', 'n/a&$@=;:+,.png', 'n/.hidden', `n/${'x'.repeat(900)}`]) {
      expect(await upload(name)).toMatchObject({ Key: `assets/${decodeURIComponent(name)}` });
    }
    const { data } = await service.storage.from('assets').createSignedUrl('n/a b.png', 60);
    expect((await fetch(data?.signedUrl ?? '')).status).toBe(200);
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
      "attachment; filename=n%C3%A4m%C3%A9.png; filename*=UTF-8''n%C3%A4m%C3%A9.png;",
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
    expect(response.status).toBe(status === 416 ? 400 : status);
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
