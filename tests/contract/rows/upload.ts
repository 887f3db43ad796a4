import { expect } from 'vitest';
import { A, type Contract, png } from '../contract.ts';
import { js, jsRefused, KEY_EXISTS, NO_SUCH_BUCKET, type Row, TOO_LARGE, unsupported } from '../row.ts';

const key = (name: string) => `${A}/upload-${name}.png`;
const asPng = { contentType: 'image/png' };
const stored = (path: string, bucket = 'assets') => ({ path, id: expect.any(String), fullPath: `${bucket}/${path}` });
const upload =
  (name: string, bucket = 'assets') =>
  (contract: Contract) =>
    contract.a.from(bucket).upload(key(name), png(), asPng);

export const rows: Row[] = [
  js('upload first', upload('u1'), stored(key('u1'))),
  jsRefused('upload duplicate', upload('u1'), KEY_EXISTS),
  js(
    'upload duplicate upsert:true',
    ({ a }) => a.from('assets').upload(key('u1'), png(1010), { ...asPng, upsert: true }),
    stored(key('u1')),
  ),
  js(
    'upload Blob',
    ({ a }) => a.from('assets').upload(key('u2'), new Blob([new Uint8Array(png())], { type: 'image/png' })),
    stored(key('u2')),
  ),
  js('update an object', ({ a }) => a.from('assets').update(key('u2'), png(), asPng), stored(key('u2'))),
  js('update missing object', ({ a }) => a.from('assets').update(key('new'), png(), asPng), stored(key('new'))),
  jsRefused(
    'upload without contentType (Buffer)',
    ({ a }) => a.from('assets').upload(key('u3'), png()),
    unsupported('text/plain;charset=UTF-8'),
  ),
  jsRefused('upload 11 MB', ({ a }) => a.from('assets').upload(key('u4'), png(11 * 1024 * 1024), asPng), TOO_LARGE),
  jsRefused(
    'upload svg',
    ({ a }) => a.from('assets').upload(key('u5'), Buffer.from('<svg/>'), { contentType: 'image/svg+xml' }),
    unsupported('image/svg+xml'),
  ),
  js('upload to public-assets', upload('p1', 'public-assets'), stored(key('p1'), 'public-assets')),
  jsRefused('upload to missing bucket', upload('u6', 'nobucket'), NO_SUCH_BUCKET),
];
