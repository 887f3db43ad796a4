import { A, type Contract, png } from '../contract.ts';
import { expectAnswer, http, NO_SUCH_BUCKET, NO_SUCH_KEY, type Row } from '../row.ts';

const BYTES = 1008;
const path = `/object/public/public-assets/${A}/public-url.png`;
const hidden = `/object/public/assets/${A}/public-url.png`;
const get =
  (headers: Record<string, string> = {}, query = '') =>
  (contract: Contract) =>
    contract.raw('GET', path + query, { headers });
const CACHED = { 'cache-control': /^max-age=86400/, 'x-robots-tag': 'none' };
const WHOLE = {
  ...{ status: 200, bytes: BYTES },
  headers: { ...CACHED, 'content-type': 'image/png', 'content-length': `${BYTES}`, 'accept-ranges': 'bytes' },
};

export const rows: Row[] = [
  {
    op: 'GET public URL',
    ask: async (contract) => {
      const options = { contentType: 'image/png', cacheControl: '86400', upsert: true };
      for (const bucket of ['assets', 'public-assets'])
        await contract.a.from(bucket).upload(`${A}/public-url.png`, png(BYTES), options);
      expectAnswer(await get()(contract), WHOLE);
    },
  },
  http('HEAD public URL', ({ raw }) => raw('HEAD', path), { ...WHOLE, bytes: 0 }),
  http('GET public Range bytes=0-9', get({ range: 'bytes=0-9' }), {
    ...{ status: 206, bytes: 10 },
    headers: { ...CACHED, 'content-range': `bytes 0-9/${BYTES}` },
  }),
  {
    op: 'GET public If-None-Match hit',
    ask: async (contract) => {
      const etag = (await get()(contract)).headers.get('etag') ?? '';
      expectAnswer(await get({ 'if-none-match': etag })(contract), {
        ...{ status: 304, bytes: 0 },
        headers: { ...CACHED, etag, 'content-length': '0' },
      });
    },
  },
  http('GET public If-None-Match miss', get({ 'if-none-match': '"0"' }), WHOLE),
  http('GET public ?download=a.png', get({}, '?download=a.png'), {
    ...WHOLE,
    headers: { ...CACHED, 'content-disposition': "attachment; filename=a.png; filename*=UTF-8''a.png" },
  }),
  http('GET public missing object', ({ raw }) => raw('GET', `${path}x`), NO_SUCH_KEY),
  http('GET public missing bucket', ({ raw }) => raw('GET', '/object/public/nobucket/x.png'), NO_SUCH_BUCKET),
  http('GET private object through public URL', ({ raw }) => raw('GET', hidden), NO_SUCH_BUCKET),
  http('the same with A JWT', ({ raw, tokens }) => raw('GET', hidden, { as: tokens.a }), NO_SUCH_BUCKET),
  http('HEAD private object through public URL', ({ raw }) => raw('HEAD', hidden), { status: 400, bytes: 0 }),
  {
    op: 'OPTIONS signed upload (CORS)',
    ask: async ({ raw }) => {
      const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'PUT' };
      const { status } = await raw('OPTIONS', `/object/upload/sign/assets/${A}/x.png`, { headers });
      if (status !== 200 && status !== 204) throw new Error(`a preflight answers ${status}`);
    },
  },
  http('GET public with Origin', get({ origin: 'http://localhost:3000' }), {
    ...WHOLE,
    headers: { 'access-control-allow-origin': /^(\*|http:\/\/localhost:3000)$/ },
  }),
];
