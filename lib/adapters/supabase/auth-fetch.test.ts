import { createClient } from '@supabase/supabase-js';
import { afterEach, expect, test, vi } from 'vitest';
import { createAuthFetch } from './auth-fetch.ts';

const URL_OF_PROJECT = 'https://project.invalid';
const NEW_KEYS = { anonKey: 'sb_publishable_abc', serviceKey: 'sb_secret_xyz' };
const LEGACY_KEYS = { anonKey: 'ey.anon.key', serviceKey: 'ey.service.key' };

afterEach(() => vi.unstubAllGlobals());

/** What leaves the machine when a caller signs in, reads a row, makes an upload address and asks who they are. */
async function headersOf(keys: typeof NEW_KEYS, address: string) {
  const sent: Record<string, Record<string, string | null>> = {};
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    const pick = (name: string) => headers.get(name);
    sent[new URL(`${input}`).pathname] = {
      address: pick('sb-forwarded-for'),
      apikey: pick('apikey'),
      authorization: pick('authorization'),
    };
    return Response.json({});
  });
  const client = createClient(URL_OF_PROJECT, keys.anonKey, {
    global: { fetch: createAuthFetch({ supabaseUrl: URL_OF_PROJECT, ...keys }, address) },
    auth: { persistSession: false, autoRefreshToken: false },
  });
  await client.auth.signInWithPassword({ email: 'ada@example.com', password: 'three calm herons' });
  await client.auth.getUser('token.of.ada');
  await client.from('jobs').select();
  await client.storage.from('assets').createSignedUploadUrl('a.png');
  return sent;
}

test('Auth is told the address of the visitor, with the secret key of new projects; nothing else is', async () => {
  const plain = { address: null, apikey: NEW_KEYS.anonKey, authorization: `Bearer ${NEW_KEYS.anonKey}` };
  expect(await headersOf(NEW_KEYS, '2001:db8::7')).toEqual({
    '/auth/v1/token': { address: '2001:db8::7', apikey: NEW_KEYS.serviceKey, authorization: null },
    '/auth/v1/user': { address: '2001:db8::7', apikey: NEW_KEYS.serviceKey, authorization: 'Bearer token.of.ada' },
    '/rest/v1/jobs': plain,
    '/storage/v1/object/upload/sign/assets/a.png': plain,
  });
});

test('a legacy service key is never sent in the name of a visitor', async () => {
  const sent = await headersOf(LEGACY_KEYS, '192.0.2.7');
  expect(sent['/auth/v1/token']).toEqual({
    address: '192.0.2.7',
    apikey: LEGACY_KEYS.anonKey,
    authorization: `Bearer ${LEGACY_KEYS.anonKey}`,
  });
  expect(JSON.stringify(sent)).not.toContain(LEGACY_KEYS.serviceKey);
});

test('what is no address is not passed on', async () => {
  const sent = await headersOf(NEW_KEYS, 'unknown');
  expect(Object.values(sent).every(({ address, apikey }) => address === null && apikey === NEW_KEYS.anonKey)).toBe(
    true,
  );
});
