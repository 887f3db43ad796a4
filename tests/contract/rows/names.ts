import { expect } from 'vitest';
import { A, asPng, B, type Contract, png } from '../contract.ts';
import { DENIED, expectAnswer, http, js, jsRefused, NO_SUCH_KEY, type Row } from '../row.ts';

const NO_ACCESS = 'Either the object does not exist or you do not have access to it';
const upload = (name: string) => (contract: Contract) =>
  contract.exact('POST', `/object/assets/${name}`, { as: contract.tokens.a, headers: asPng, body: png() });

/** In the words of the recorded server the path of its disk comes along: the name of the refusal is the contract. */
const refused = (what: string, name: string): Row => ({
  op: `upload ${what}`,
  ask: async (contract) => {
    const { status, body } = await upload(name)(contract);
    expect(status).toBe(400);
    expect(body).toMatchObject({ statusCode: '400', error: 'InvalidKey', code: 'InvalidKey' });
    expect(body).toMatchObject({ message: expect.stringMatching(/^Invalid key: /) });
  },
});
const accepted = (what: string, name: string): Row => ({
  op: `upload ${what}`,
  ask: async (contract) =>
    expectAnswer(await upload(name)(contract), {
      status: 200,
      body: { Key: `assets/${decodeURIComponent(name)}`, Id: expect.any(String) },
    }),
});
/** ✗ The recorded server fails with 500. */
const overlong = (length: number): Row => ({
  op: `upload total key length ${length} (single segment) ✗: stored or refused, never a fault`,
  ask: async (contract) => {
    const { status, body } = await upload(`${A}/${'n'.repeat(length - A.length - 5)}.png`)(contract);
    if (status !== 200) expect(body).toMatchObject({ statusCode: '400', code: 'InvalidKey' });
  },
});
const nested = (length: number): Row => {
  const folders = `${A}/${`${'d'.repeat(99)}/`.repeat(Math.ceil(length / 100))}`;
  return accepted(`total key length ${length} (100-char folders)`, `${folders.slice(0, length - 5)}e.png`);
};
const js400 = (op: string, ask: (contract: Contract) => Promise<{ data: unknown; error: unknown }>): Row => ({
  op,
  ask: async (contract) => {
    const { error } = await ask(contract);
    expect(error).toMatchObject({ status: 400, statusCode: '400', message: expect.stringMatching(/^Invalid key: /) });
  },
});
const look = (op: string, path: string) =>
  http(op, ({ exact, tokens }) => exact('GET', path, { as: tokens.a }), NO_SUCH_KEY);

export const rows: Row[] = [
  refused('../x.png', `${A}/../x.png`),
  refused('%2e%2e/x.png', `${A}/%2e%2e/x.png`),
  refused('%2e%2e%2fx.png', `${A}/%2e%2e%2fx.png`),
  refused('..%2f..%2f..%2f..%2fetc%2fx.png', `${A}/..%2f..%2f..%2f..%2fetc%2fx.png`),
  refused('../B/x.png (escape to B folder)', `${A}/../${B}/x.png`),
  refused('./x.png', `${A}/./dot.png`),
  http('upload leading slash', upload(`/${A}/lead.png`), DENIED),
  http('upload leading %2F', upload(`%2F${A}/lead.png`), DENIED),
  accepted('trailing slash', `${A}/tr/`),
  refused('backslash %5C', `${A}/a%5Cb.png`),
  refused('..%5C..%5C', `${A}/..%5C..%5Cx.png`),
  accepted('space %20', `${A}/a%20b.png`),
  refused('unicode ä (percent-encoded)', `${A}/%C3%A4.png`),
  refused('CJK', `${A}/%E5%86%99%E7%9C%9F.png`),
  refused('NUL %00', `${A}/a%00b.png`),
  refused('newline %0A', `${A}/a%0Ab.png`),
  refused('# %23', `${A}/a%23b.png`),
  refused('% %25', `${A}/a%25b.png`),
  {
    op: 'upload bad escape %zz',
    ask: async (contract) => {
      const { status, body } = await upload(`${A}/a%zzb.png`)(contract);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: 'Bad Request', code: 'FST_ERR_BAD_URL', statusCode: 400 });
    },
  },
  refused('quotes', `${A}/a'b%22c.png`),
  accepted('"&$@=;:+,"', `${A}/a&$@=;:+,.png`),
  refused('[]{}^~|`<>', `${A}/%5B%5D%7B%7D%5E~%7C%60%3C%3E.png`),
  accepted('.hidden', `${A}/.hidden`),
  refused('".." only', `${A}/..`),
  refused('empty name', ''),
  accepted('total key length 255 (single segment)', `${A}/${'n'.repeat(255 - A.length - 5)}.png`),
  accepted('total key length 256 (single segment)', `${A}/${'n'.repeat(256 - A.length - 5)}.png`),
  ...[900, 1024, 1025, 1100, 2000, 3000].map(overlong),
  ...[1000, 1025, 1500].map(nested),
  js400('supabase-js upload unicode ä.png', ({ a }) =>
    a.from('assets').upload(`${A}/ä2.png`, png(), { contentType: 'image/png' }),
  ),
  jsRefused(
    'supabase-js upload ../',
    ({ a }) => a.from('assets').upload(`${A}/../x.png`, png(), { contentType: 'image/png' }),
    DENIED,
  ),
  js(
    'supabase-js upload leading slash',
    ({ a }) => a.from('assets').upload(`/${A}/lead.png`, png(), { contentType: 'image/png' }),
    { path: `${A}/lead.png`, id: expect.any(String), fullPath: `assets/${A}/lead.png` },
  ),
  jsRefused(
    'supabase-js createSignedUploadUrl ../',
    ({ a }) => a.from('assets').createSignedUploadUrl(`${A}/../x.png`),
    DENIED,
  ),
  {
    op: 'supabase-js createSignedUrl(../ in JSON-free path)',
    ask: async ({ a, url }) => {
      const { data } = await a.from('assets').createSignedUrl(`${A}/../${A}/lead.png`, 60);
      expect(data?.signedUrl).toContain(`${url}/storage/v1/object/sign/assets/${A}/lead.png?token=`);
    },
  },
  js(
    'supabase-js createSignedUrls [../]',
    ({ a }) => a.from('assets').createSignedUrls([`${A}/../${A}/lead.png`], 60),
    [expect.objectContaining({ error: NO_ACCESS, path: `${A}/../${A}/lead.png`, signedUrl: null })],
  ),
  js400('supabase-js copy to ../ (JSON)', ({ a }) => a.from('assets').copy(`${A}/lead.png`, `${A}/../${B}/cp.png`)),
  js400('supabase-js move to ../ (JSON)', ({ a }) => a.from('assets').move(`${A}/lead.png`, `${A}/../${B}/mv.png`)),
  js400('supabase-js copy to ../../../../../../tmp/x (JSON)', ({ a }) =>
    a.from('assets').copy(`${A}/lead.png`, `${A}/../../../../../../../../evil-outside.png`),
  ),
  look('GET authenticated ../../ traversal raw', `/object/authenticated/assets/${A}/../../etc/passwd`),
  look('GET authenticated %2e%2e traversal raw', `/object/authenticated/assets/${A}/%2e%2e/%2e%2e/etc/passwd`),
  look('GET public %2e%2e traversal raw', `/object/public/public-assets/${A}/%2e%2e/%2e%2e/etc/passwd`),
  js(
    'objects under B folder after the escapes (service_role list)',
    ({ service }) => service.from('assets').list(B),
    [],
  ),
  {
    op: 'root of assets after the escapes',
    ask: async ({ service }) =>
      expect((await service.from('assets').list()).data?.map(({ name }) => name)).toEqual([A]),
  },
];
