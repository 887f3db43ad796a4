import { expect } from 'vitest';
import { MAX_BYTES } from '../../../embedded/storage/storage-test-kit.ts';
import { A, asPng, type Contract, png } from '../contract.ts';
import {
  BAD_JWT,
  DENIED,
  EXPIRED_JWT,
  expectAnswer,
  http,
  INVALID_SIGNATURE,
  js,
  jsRefused,
  KEY_EXISTS,
  NO_SUCH_KEY,
  NO_TOKEN,
  type Row,
  refusal,
  stored,
  TOO_LARGE,
  unsupported,
  weak,
} from '../row.ts';

const key = (name: string) => `${A}/signed-upload-${name}.png`;
const upserting = { upsert: true };
const signFor =
  (name: string, as: (contract: Contract) => string, bucket = 'assets') =>
  (contract: Contract) =>
    contract.raw('POST', `/object/upload/sign/${bucket}/${name}`, { as: as(contract) });

function form(
  type: string | undefined,
  fields: Record<string, string> = {},
  bytes: Buffer = png(),
  name = '',
): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  data.append(name, new Blob([new Uint8Array(bytes)], type ? { type } : {}), 'file');
  return data;
}

/** Puts with a fresh token. */
const putNew = (name: string, request: Parameters<Contract['put']>[2]) => async (contract: Contract) =>
  contract.put(key(name), await contract.mint(key(name)), request);

const chunked = (bytes: Buffer): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 1_000_000)
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + 1_000_000)));
      controller.close();
    },
  });

export const rows: Row[] = [
  {
    op: 'POST /object/upload/sign (A own folder), and the decoded token',
    ask: async (contract) => {
      const seen = await signFor(key('s1'), ({ tokens }) => tokens.a)(contract);
      const { token } = seen.body as { token: string };
      expectAnswer(seen, {
        status: 200,
        body: { url: `/object/upload/sign/assets/${key('s1')}?token=${token}`, token },
      });
      const { iat, exp, ...payload } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
      expect(payload).toMatchObject({ owner: A, url: `assets/${key('s1')}`, upsert: false });
      expect(exp - iat).toBe(7200);
    },
  },
  js(
    'uploadToSignedUrl(Blob) by a client without a user',
    async ({ anon, mint }) =>
      anon
        .from('assets')
        .uploadToSignedUrl(
          key('js1'),
          await mint(key('js1')),
          new Blob([new Uint8Array(png())], { type: 'image/png' }),
        ),
    { path: key('js1'), fullPath: `assets/${key('js1')}` },
  ),
  js(
    'uploadToSignedUrl(Buffer) with contentType',
    async ({ anon, mint }) =>
      anon
        .from('assets')
        .uploadToSignedUrl(key('js2'), await mint(key('js2'), upserting), png(), { contentType: 'image/png' }),
    { path: key('js2'), fullPath: `assets/${key('js2')}` },
  ),
  js(
    'reuse of an upsert:true token',
    async ({ anon, mint }) => {
      const token = await mint(key('js2'), upserting);
      const upload = () =>
        anon.from('assets').uploadToSignedUrl(key('js2'), token, png(), { contentType: 'image/png' });
      await upload();
      return upload();
    },
    { path: key('js2'), fullPath: `assets/${key('js2')}` },
  ),
  jsRefused(
    'uploadToSignedUrl(Buffer) without contentType',
    async ({ anon, mint }) => anon.from('assets').uploadToSignedUrl(key('js3'), await mint(key('js3')), png()),
    unsupported('text/plain;charset=UTF-8'),
  ),
  http('raw PUT, no apikey, no JWT', putNew('r1', {}), stored(key('r1'))),
  http(
    'raw PUT again, same token, x-upsert: true',
    async ({ mint, put }) => {
      const token = await mint(key('again'));
      await put(key('again'), token);
      return put(key('again'), token, { headers: { ...asPng, 'x-upsert': 'true' } });
    },
    KEY_EXISTS,
  ),
  {
    op: 'PUT multipart with cacheControl=120, which the object carries',
    ask: async (contract) => {
      const body = form('image/png', { cacheControl: '120' });
      expectAnswer(await putNew('r2', { headers: {}, body })(contract), stored(key('r2')));
      const seen = await contract.raw('GET', `/object/authenticated/assets/${key('r2')}`, { as: contract.tokens.a });
      expectAnswer(seen, { status: 200, headers: { 'cache-control': 'max-age=120' } });
    },
  },
  http(
    'token for another path',
    async ({ mint, put }) => put(key('elsewhere'), await mint(key('here'))),
    INVALID_SIGNATURE,
  ),
  http(
    'PUT without token',
    ({ raw }) => raw('PUT', `/object/upload/sign/assets/${key('none')}`, { headers: asPng, body: 'x' }),
    NO_TOKEN,
  ),
  http(
    'PUT tampered token',
    async ({ mint, put }) => put(key('bent'), `${(await mint(key('bent'))).slice(0, -4)}AAAA`),
    BAD_JWT,
  ),
  http(
    'PUT expired token',
    async ({ sign, put }) =>
      put(
        key('late'),
        await sign({ owner: A, url: `assets/${key('late')}`, upsert: false, scope: 'upload', ttl: 7200 }, -60),
      ),
    EXPIRED_JWT,
  ),
  http(
    'download-signing token used as upload token',
    async ({ sign, put }) => put(key('scope'), await sign({ url: `assets/${key('scope')}` }, 60)),
    refusal('400', 'InvalidSignature', 'Token is not scoped for upload', 'InvalidSignature'),
  ),
  http(
    'PUT 11 MB multipart',
    putNew('large', { headers: {}, body: form('image/png', {}, png(11 * 1024 * 1024)) }),
    TOO_LARGE,
  ),
  weak(
    'PUT 11 MB chunked, without content-length ✗',
    async (contract) => putNew('chunked', { headers: asPng, body: chunked(png(11 * 1024 * 1024)) })(contract),
    stored(key('chunked')),
    TOO_LARGE,
  ),
  http('PUT text/plain raw', putNew('text', { headers: { 'content-type': 'text/plain' } }), unsupported('text/plain')),
  http(
    'PUT text/plain multipart',
    putNew('text', { headers: {}, body: form('text/plain') }),
    unsupported('text/plain'),
  ),
  http(
    'PUT raw without content-type',
    async ({ raw, mint }) =>
      raw('PUT', `/object/upload/sign/assets/${key('bare')}?token=${await mint(key('bare'))}`, {
        body: new Uint8Array(png()),
      }),
    unsupported('application/octet-stream'),
  ),
  http(
    'PUT raw "image/png; charset=utf-8"',
    putNew('charset', { headers: { 'content-type': 'image/png; charset=utf-8' } }),
    unsupported('image/png; charset=utf-8'),
  ),
  http(
    'PUT HTML bytes declared image/png',
    putNew('html', { headers: asPng, body: '<html></html>' }),
    stored(key('html')),
  ),
  http('PUT 0 bytes', putNew('empty', { headers: asPng, body: new Uint8Array(0) }), stored(key('empty'))),
  http(
    'GET after the refused PUTs',
    ({ raw, tokens }) => raw('GET', `/object/authenticated/assets/${key('text')}`, { as: tokens.a }),
    NO_SUCH_KEY,
  ),
  http(
    'sign upload: existing object, no upsert',
    signFor(key('r1'), ({ tokens }) => tokens.a),
    KEY_EXISTS,
  ),
  http(
    'sign upload: B into A folder',
    signFor(key('b'), ({ tokens }) => tokens.b),
    DENIED,
  ),
  http(
    'sign upload: missing bucket',
    signFor(key('x'), ({ tokens }) => tokens.a, 'nobucket'),
    DENIED,
  ),
  {
    op: 'sign upload: extension .txt',
    ask: async (contract) =>
      expectAnswer(await signFor(`${A}/zz.txt`, ({ tokens }) => tokens.a)(contract), { status: 200 }),
  },
  {
    op: '4 concurrent PUTs with one token (no upsert) ✗: all succeed, or one and the others are duplicates',
    ask: async ({ mint, put }) => {
      const token = await mint(key('race'));
      const seen = await Promise.all(
        [1, 2, 3, 4].map((fill) => put(key('race'), token, { headers: asPng, body: new Uint8Array(png(1008, fill)) })),
      );
      const won = seen.filter(({ status }) => status === 200).length;
      expect([1, 4]).toContain(won);
      for (const one of seen) expectAnswer(one, one.status === 200 ? stored(key('race')) : KEY_EXISTS);
    },
  },
  http(
    'PUT multipart: field contentType overrides the part’s type',
    putNew('mpct', { headers: {}, body: form('text/html', { contentType: 'image/png' }) }),
    stored(key('mpct')),
  ),
  http(
    'PUT multipart with empty field name',
    putNew('mpe', { headers: {}, body: form('image/png') }),
    stored(key('mpe')),
  ),
  http(
    'two tokens for one name, 2nd PUT',
    async ({ mint, put }) => {
      const tokens = [await mint(key('tok')), await mint(key('tok'))] as const;
      expectAnswer(await put(key('tok'), tokens[0]), stored(key('tok')));
      return put(key('tok'), tokens[1]);
    },
    KEY_EXISTS,
  ),
  {
    op: 'token reused after its object was removed ✗: stored again, or refused',
    ask: async ({ a, mint, put }) => {
      const token = await mint(key('del'));
      await put(key('del'), token);
      await a.from('assets').remove([key('del')]);
      const seen = await put(key('del'), token);
      if (seen.status !== 200) expect(seen.body).toMatchObject({ statusCode: expect.stringMatching(/^4/) });
    },
  },
  {
    op: `PUT ${MAX_BYTES + 1} bytes raw: too large, or the connection ends`,
    ask: async (contract) => {
      const seen = await putNew('over', { headers: asPng, body: new Uint8Array(png(MAX_BYTES + 1)) })(contract).catch(
        () => null,
      );
      if (seen) expectAnswer(seen, TOO_LARGE);
    },
  },
];
