import { expect } from 'vitest';
import { A, type Contract, png } from '../contract.ts';
import {
  BAD_JWT,
  EXPIRED_JWT,
  expectAnswer,
  http,
  INVALID_SIGNATURE,
  invalidRequest,
  js,
  jsRefused,
  NO_SUCH_KEY,
  NO_TOKEN,
  type Row,
  refusal,
} from '../row.ts';

const BYTES = 1010;
const key = `${A}/signed-url.png`;
const missing = `${A}/signed-url-none.png`;
const NO_ACCESS = 'Either the object does not exist or you do not have access to it';
const json = { 'content-type': 'application/json' };
const TOKEN = /\?token=[\w.-]+$/;

/** Path and query of a signed URL below /storage/v1. */
async function signed({ a }: Contract, path = key, seconds = 3600): Promise<string> {
  const { data, error } = await a.from('assets').createSignedUrl(path, seconds);
  if (error) throw error;
  return data.signedUrl.split('/storage/v1')[1] ?? '';
}
const get =
  (headers: Record<string, string> = {}, suffix = '') =>
  async (contract: Contract) =>
    contract.raw('GET', (await signed(contract)) + suffix, { headers });
const withToken = (tokenOf: (contract: Contract) => Promise<string> | string) => async (contract: Contract) =>
  contract.raw('GET', `/object/sign/assets/${key}?token=${await tokenOf(contract)}`);
const tooSoon = invalidRequest('body/expiresIn must be >= 1');

const WHOLE = {
  status: 200,
  bytes: BYTES,
  headers: {
    ...{ etag: /^"[0-9a-f]{32}"$/, 'content-type': 'image/png', 'content-length': `${BYTES}` },
    ...{ 'accept-ranges': 'bytes', 'x-robots-tag': 'none', expires: /GMT$/ },
  },
};

export const rows: Row[] = [
  {
    op: 'POST /object/sign {expiresIn:3600}',
    ask: async ({ a, raw, tokens }) => {
      await a.from('assets').upload(key, png(BYTES), { contentType: 'image/png' });
      const body = JSON.stringify({ expiresIn: 3600 });
      const seen = await raw('POST', `/object/sign/assets/${key}`, { as: tokens.a, headers: json, body });
      expect(seen.status).toBe(200);
      const { signedURL } = seen.body as { signedURL: string };
      expect(seen.body).toEqual({ signedURL });
      expect(signedURL.replace(TOKEN, '')).toBe(`/object/sign/assets/${key}`);
    },
  },
  {
    op: 'createSignedUrl',
    ask: async ({ a, url }) => {
      const { data } = await a.from('assets').createSignedUrl(key, 3600);
      expect(data?.signedUrl.replace(TOKEN, '')).toBe(`${url}/storage/v1/object/sign/assets/${key}`);
    },
  },
  jsRefused('createSignedUrl missing object', ({ a }) => a.from('assets').createSignedUrl(missing, 60), NO_SUCH_KEY),
  jsRefused('createSignedUrl other user', ({ b }) => b.from('assets').createSignedUrl(key, 60), NO_SUCH_KEY),
  jsRefused('createSignedUrl anon', ({ anon }) => anon.from('assets').createSignedUrl(key, 60), NO_SUCH_KEY),
  jsRefused('createSignedUrl expiresIn 0', ({ a }) => a.from('assets').createSignedUrl(key, 0), tooSoon),
  jsRefused('createSignedUrl expiresIn -1', ({ a }) => a.from('assets').createSignedUrl(key, -1), tooSoon),
  jsRefused('createSignedUrl on a missing bucket', ({ a }) => a.from('nobucket').createSignedUrl(key, 60), NO_SUCH_KEY),
  {
    op: 'POST /object/sign/assets {paths:[missing, existing]}',
    ask: async ({ raw, tokens }) => {
      const body = JSON.stringify({ expiresIn: 60, paths: [missing, key] });
      const seen = await raw('POST', '/object/sign/assets', { as: tokens.a, headers: json, body });
      expectAnswer(seen, { status: 200 });
      const items = seen.body as { path: string }[];
      expect(items.sort((one, other) => one.path.localeCompare(other.path))).toEqual(
        [
          { error: NO_ACCESS, path: missing, signedURL: null },
          { error: null, path: key, signedURL: expect.stringContaining(`/object/sign/assets/${key}?token=`) },
        ].sort((one, other) => one.path.localeCompare(other.path)),
      );
    },
  },
  js('createSignedUrls other user', ({ b }) => b.from('assets').createSignedUrls([key], 60), [
    expect.objectContaining({ error: NO_ACCESS, path: key, signedUrl: null }),
  ]),
  jsRefused(
    'createSignedUrls []',
    ({ a }) => a.from('assets').createSignedUrls([], 60),
    invalidRequest('body/paths must NOT have fewer than 1 items'),
  ),
  http('GET signed URL', get(), WHOLE),
  {
    op: 'GET signed URL carries no Cache-Control',
    ask: async (contract) => expect((await get()(contract)).headers.get('cache-control')).toBeNull(),
  },
  http('GET signed URL Range bytes=0-9', get({ range: 'bytes=0-9' }), {
    ...{ status: 206, bytes: 10 },
    headers: { 'content-range': `bytes 0-9/${BYTES}`, 'content-length': '10', 'x-robots-tag': 'none' },
  }),
  {
    op: 'GET signed URL If-None-Match',
    ask: async (contract) => {
      const etag = (await get()(contract)).headers.get('etag') ?? '';
      expectAnswer(await get({ 'if-none-match': etag })(contract), {
        status: 304,
        bytes: 0,
        headers: { etag, 'content-length': '0' },
      });
    },
  },
  http(
    'GET signed URL If-Modified-Since',
    get({ 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() }),
    WHOLE,
  ),
  http('GET signed URL &download=nämé.png', get({}, `&download=${encodeURIComponent('nämé.png')}`), {
    ...WHOLE,
    headers: {
      'content-disposition': "attachment; filename=n%C3%A4m%C3%A9.png; filename*=UTF-8''n%C3%A4m%C3%A9.png",
    },
  }),
  http('GET signed URL &download=', get({}, '&download='), {
    ...WHOLE,
    headers: { 'content-disposition': 'attachment;' },
  }),
  http(
    'GET signed URL tampered signature',
    async (contract) => contract.raw('GET', `${(await signed(contract)).slice(0, -4)}AAAA`),
    BAD_JWT,
  ),
  http(
    'GET signed URL token of another object',
    withToken(({ sign }) => sign({ url: `assets/${missing}` }, 60)),
    INVALID_SIGNATURE,
  ),
  http('GET signed URL no token', ({ raw }) => raw('GET', `/object/sign/assets/${key}`), NO_TOKEN),
  http(
    'GET signed URL alg none token',
    withToken(() => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none', typ: 'JWT' })}.${part({ url: `assets/${key}`, exp: 9_999_999_999 })}.`;
    }),
    refusal('400', 'InvalidJWT', '"alg" (Algorithm) Header Parameter value not allowed', 'InvalidJWT'),
  ),
  http(
    'GET signed URL with user JWT as token',
    withToken(({ tokens }) => tokens.a),
    INVALID_SIGNATURE,
  ),
  http(
    'GET expired signed URL',
    withToken(({ sign }) => sign({ url: `assets/${key}` }, -60)),
    EXPIRED_JWT,
  ),
  {
    op: 'GET signed URL of a removed object',
    ask: async (contract) => {
      const path = `${A}/signed-url-gone.png`;
      await contract.a.from('assets').upload(path, png(), { contentType: 'image/png' });
      const url = await signed(contract, path);
      await contract.a.from('assets').remove([path]);
      expectAnswer(await contract.raw('GET', url), NO_SUCH_KEY);
    },
  },
];
