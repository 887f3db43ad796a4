import { expect } from 'vitest';
import { A, png } from '../contract.ts';
import { expectAnswer, invalidRequest, js, jsRefused, type Row, refusal } from '../row.ts';

const key = (name: string) => `${A}/remove-${name}.png`;
const asPng = { contentType: 'image/png' };
const removed = (path: string) => ({
  ...{ name: path, bucket_id: 'assets', owner: A, owner_id: A, version: expect.any(String), id: expect.any(String) },
  ...{ updated_at: expect.any(String), created_at: expect.any(String), last_accessed_at: expect.any(String) },
  metadata: expect.objectContaining({ size: 1008, mimetype: 'image/png', httpStatusCode: 200 }),
});

export const rows: Row[] = [
  {
    op: 'remove existing, and what is there among what is not',
    ask: async ({ a }) => {
      const bucket = a.from('assets');
      for (const name of ['one', 'two']) await bucket.upload(key(name), png(), asPng);
      expect((await bucket.remove([key('one')])).data).toMatchObject([removed(key('one'))]);
      expect((await bucket.remove([key('none'), key('two')])).data).toMatchObject([removed(key('two'))]);
    },
  },
  js('remove missing', ({ a }) => a.from('assets').remove([key('none')]), []),
  {
    op: 'remove other user',
    ask: async ({ a, b }) => {
      await a.from('assets').upload(key('mine'), png(), asPng);
      expect((await b.from('assets').remove([key('mine')])).data).toEqual([]);
      expect((await a.from('assets').info(key('mine'))).error).toBeNull();
    },
  },
  jsRefused(
    'remove []',
    ({ a }) => a.from('assets').remove([]),
    invalidRequest('body/prefixes must NOT have fewer than 1 items'),
  ),
  js(
    'remove 1001 names',
    ({ a }) => a.from('assets').remove(Array.from({ length: 1001 }, (_, n) => key(`many-${n}`))),
    [],
  ),
  {
    op: 'DELETE single other user, then by its owner',
    ask: async ({ raw, tokens }) => {
      const path = `/object/assets/${key('mine')}`;
      expectAnswer(
        await raw('DELETE', path, { as: tokens.b }),
        refusal('403', 'Unauthorized', 'Access denied', 'AccessDenied'),
      );
      expectAnswer(await raw('DELETE', path, { as: tokens.a }), {
        status: 200,
        body: { message: 'Successfully deleted' },
      });
    },
  },
];
