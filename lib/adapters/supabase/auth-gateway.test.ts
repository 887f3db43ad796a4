import { createClient } from '@supabase/supabase-js';
import { expect, test } from 'vitest';
import { createAuthGateway } from './auth-gateway.ts';

const client = async () => createClient('http://kong.internal:8000', 'key', { auth: { flowType: 'pkce' } });

test.each([
  ['https://auth.example', 'https://auth.example/auth/v1/authorize'],
  ['https://example.org/supabase', 'https://example.org/supabase/auth/v1/authorize'],
  [null, 'http://kong.internal:8000/auth/v1/authorize'],
])('the browser is sent to Auth where it can reach it: %s', async (publicUrl, authorize) => {
  const gateway = createAuthGateway({ connect: client, connectAnonymously: client, publicUrl });
  const url = new URL(await gateway.startProviderSignIn('github', 'https://vitrine.example/auth/confirm?next=%2Fjobs'));
  expect(url.origin + url.pathname).toBe(authorize);
  expect(url.searchParams.get('redirect_to')).toBe('https://vitrine.example/auth/confirm?next=%2Fjobs');
  expect(url.searchParams.get('code_challenge_method')).toBe('s256');
});
