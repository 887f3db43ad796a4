import { A, type Contract, png } from '../contract.ts';
import { expectAnswer, http, INVALID_RANGE, jsRefused, NO_SUCH_KEY, type Row, refusal } from '../row.ts';

const BYTES = 1010;
const key = `${A}/download.png`;
const path = `/object/authenticated/assets/${key}`;
const missing = `/object/authenticated/assets/${A}/download-none.png`;
const get =
  (headers: Record<string, string> = {}) =>
  (contract: Contract) =>
    contract.raw('GET', path, { as: contract.tokens.a, headers });
const as = (tokenOf: (contract: Contract) => string) => (contract: Contract) =>
  contract.raw('GET', path, { headers: { authorization: `Bearer ${tokenOf(contract)}`, apikey: contract.anonKey } });
const part = (from: number, to: number) => ({
  ...{ status: 206, bytes: to - from + 1 },
  headers: { 'content-range': `bytes ${from}-${to}/${BYTES}`, 'content-length': `${to - from + 1}` },
});
const WHOLE = {
  ...{ status: 200, bytes: BYTES },
  headers: {
    ...{ etag: /^"[0-9a-f]{32}"$/, 'cache-control': 'max-age=3600', 'content-type': 'image/png' },
    ...{ 'content-length': `${BYTES}`, 'accept-ranges': 'bytes', 'x-robots-tag': 'none' },
  },
};
/** The one refusal whose HTTP status is its own. */
const UNSATISFIABLE = { ...INVALID_RANGE, status: 416 };
const unauthorized = (message: string) => refusal('403', 'Unauthorized', message, 'AccessDenied');

export const rows: Row[] = [
  {
    op: 'GET /object/authenticated A',
    ask: async (contract) => {
      await contract.a.from('assets').upload(key, png(BYTES), { contentType: 'image/png', upsert: true });
      expectAnswer(await get()(contract), WHOLE);
    },
  },
  http(
    'GET without the "authenticated" segment',
    ({ raw, tokens }) => raw('GET', `/object/assets/${key}`, { as: tokens.a }),
    WHOLE,
  ),
  http('GET Range bytes=1000-', get({ range: 'bytes=1000-' }), part(1000, 1009)),
  http('GET Range bytes=-5', get({ range: 'bytes=-5' }), part(1005, 1009)),
  http('GET Range bytes=999999-', get({ range: 'bytes=999999-' }), UNSATISFIABLE),
  http('GET Range bytes=0-999999', get({ range: 'bytes=0-999999' }), part(0, 1009)),
  http('GET Range bytes=9-0', get({ range: 'bytes=9-0' }), UNSATISFIABLE),
  {
    op: 'GET and HEAD If-None-Match hit',
    ask: async (contract) => {
      const headers = { 'if-none-match': (await get()(contract)).headers.get('etag') ?? '' };
      expectAnswer(await get(headers)(contract), { status: 304, bytes: 0 });
      expectAnswer(await contract.raw('HEAD', path, { as: contract.tokens.a, headers }), { ...WHOLE, bytes: 0 });
    },
  },
  http('GET If-Range mismatch + Range', get({ range: 'bytes=0-9', 'if-range': '"other"' }), part(0, 9)),
  http('GET missing A', ({ raw, tokens }) => raw('GET', missing, { as: tokens.a }), NO_SUCH_KEY),
  http('HEAD missing A', ({ raw, tokens }) => raw('HEAD', missing, { as: tokens.a }), { status: 400, bytes: 0 }),
  http(
    'GET B',
    as(({ tokens }) => tokens.b),
    NO_SUCH_KEY,
  ),
  http(
    'GET anon JWT',
    as(({ anonKey }) => anonKey),
    NO_SUCH_KEY,
  ),
  http(
    'GET expired JWT',
    as(({ tokens }) => tokens.expired),
    unauthorized('"exp" claim timestamp check failed'),
  ),
  http(
    'GET garbage JWT',
    as(() => 'garbage'),
    unauthorized('Invalid Compact JWS'),
  ),
  jsRefused('download() missing', ({ a }) => a.from('assets').download(`${A}/download-none.png`), NO_SUCH_KEY),
];
