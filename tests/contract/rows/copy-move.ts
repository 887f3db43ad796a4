import { A, B, png } from '../contract.ts';
import { DENIED, expectAnswer, http, js, jsRefused, NO_SUCH_KEY, type Row } from '../row.ts';

const key = (name: string) => `${A}/copy-${name}.png`;
const toPublic = { destinationBucket: 'public-assets' };
const moved = { message: 'Successfully moved' };

export const rows: Row[] = [
  js(
    'copy same bucket',
    async ({ a }) => {
      await a.from('assets').upload(key('source'), png(1010), { contentType: 'image/png' });
      return a.from('assets').copy(key('source'), key('c1'));
    },
    { path: `assets/${key('c1')}` },
  ),
  js('copy assets→public-assets', ({ a }) => a.from('assets').copy(key('source'), key('c2'), toPublic), {
    path: `public-assets/${key('c2')}`,
  }),
  http('GET public copy', ({ raw }) => raw('GET', `/object/public/public-assets/${key('c2')}`), {
    ...{ status: 200, bytes: 1010 },
    headers: { 'cache-control': /^max-age=3600/, 'content-type': 'image/png' },
  }),
  jsRefused('copy missing source', ({ a }) => a.from('assets').copy(key('none'), key('c3')), NO_SUCH_KEY),
  jsRefused('copy into B folder', ({ a }) => a.from('assets').copy(key('source'), `${B}/copy.png`), DENIED),
  js('move same bucket', ({ a }) => a.from('assets').move(key('c1'), key('m1')), moved),
  js('move assets→public-assets', ({ a }) => a.from('assets').move(key('m1'), key('m2'), toPublic), moved),
  http(
    'GET source after move',
    ({ raw, tokens }) => raw('GET', `/object/authenticated/assets/${key('m1')}`, { as: tokens.a }),
    NO_SUCH_KEY,
  ),
  {
    op: 'GET public URL after unpublish',
    ask: async ({ a, raw }) => {
      await a.from('public-assets').remove([key('m2')]);
      expectAnswer(await raw('GET', `/object/public/public-assets/${key('m2')}`), NO_SUCH_KEY);
    },
  },
  jsRefused('move missing', ({ a }) => a.from('assets').move(key('none'), key('m3')), NO_SUCH_KEY),
  jsRefused('move into B folder', ({ a }) => a.from('assets').move(key('source'), `${B}/move.png`), DENIED),
  jsRefused('move by B of A object', ({ b }) => b.from('assets').move(key('source'), `${B}/move.png`), NO_SUCH_KEY),
];
