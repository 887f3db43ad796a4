import { expect } from 'vitest';
import { A, png } from '../contract.ts';
import { jsRefused, NO_SUCH_KEY, type Row } from '../row.ts';

const key = `${A}/info.png`;
const missing = `${A}/info-none.png`;

export const rows: Row[] = [
  {
    op: 'info',
    ask: async ({ a }) => {
      const bucket = a.from('assets');
      await bucket.upload(key, png(1010), { contentType: 'image/png', metadata: { alt: 'x' } });
      const { data } = await bucket.info(key);
      expect(data).toMatchObject({
        ...{ id: expect.any(String), name: key, version: expect.any(String), bucketId: 'assets' },
        ...{
          size: 1010,
          contentType: 'image/png',
          cacheControl: 'max-age=3600',
          etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
        },
        ...{ metadata: { alt: 'x' }, lastModified: expect.any(String), createdAt: expect.any(String) },
      });
    },
  },
  jsRefused('info missing', ({ a }) => a.from('assets').info(missing), NO_SUCH_KEY),
  jsRefused('info other user', ({ b }) => b.from('assets').info(key), NO_SUCH_KEY),
  {
    op: 'exists',
    ask: async ({ a }) => expect((await a.from('assets').exists(key)).data).toBe(true),
  },
  {
    op: 'exists missing',
    ask: async ({ a }) => expect((await a.from('assets').exists(missing)).data).toBe(false),
  },
  {
    op: 'exists other user',
    ask: async ({ b }) => expect((await b.from('assets').exists(key)).data).toBe(false),
  },
];
