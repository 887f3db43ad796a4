import { expect } from 'vitest';
import { A, png, type Storage } from '../contract.ts';
import { js, type Row } from '../row.ts';

const folder = `${A}/list`;
const names = (storage: Storage, path: string, options = {}) =>
  storage
    .from('assets')
    .list(path, options)
    .then(({ data, error }) => ({ data: data?.map(({ name }) => name), error }));

export const rows: Row[] = [
  {
    op: 'list own folder',
    ask: async ({ a }) => {
      for (const name of ['u1.png', 'u2.png', 'del.png'])
        await a.from('assets').upload(`${folder}/${name}`, png(), { contentType: 'image/png' });
      const { data } = await a.from('assets').list(folder);
      expect(data).toHaveLength(3);
      expect(data?.[0]).toMatchObject({
        ...{ name: 'del.png', id: expect.any(String), updated_at: expect.any(String), created_at: expect.any(String) },
        last_accessed_at: expect.any(String),
        metadata: {
          ...{ eTag: expect.stringMatching(/^"[0-9a-f]{32}"$/), size: 1008, mimetype: 'image/png' },
          ...{
            cacheControl: 'max-age=3600',
            lastModified: expect.any(String),
            contentLength: 1008,
            httpStatusCode: 200,
          },
        },
      });
    },
  },
  {
    op: 'list root (folders)',
    ask: async ({ a }) => {
      const { data } = await a.from('assets').list();
      expect(data).toEqual([
        { name: A, id: null, updated_at: null, created_at: null, last_accessed_at: null, metadata: null },
      ]);
    },
  },
  js('list root other user', ({ b }) => names(b, ''), []),
  js('list other user folder', ({ b }) => names(b, folder), []),
  js('list missing prefix', ({ a }) => names(a, `${A}/nothing`), []),
  js('list missing bucket', ({ a }) => a.from('nobucket').list(A), []),
  js('list search u1', ({ a }) => names(a, folder, { search: 'u1' }), ['u1.png']),
  js(
    'list sortBy created_at desc',
    ({ a }) => names(a, folder, { limit: 2, sortBy: { column: 'created_at', order: 'desc' } }),
    ['del.png', 'u2.png'],
  ),
  js('list limit and offset', ({ a }) => names(a, folder, { limit: 1, offset: 1 }), ['u1.png']),
];
