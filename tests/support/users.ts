import { createServerClient } from '@supabase/ssr';
import type { Stack } from './start-stack.ts';

export type User = { id: string; email: string; password: string; accessToken: string };

const PASSWORD = 'correct horse battery';

/** Signs up at Supabase Auth itself, as a script does that has the project's address and public key. */
export async function signUp({ supabaseUrl, anonKey }: Stack, name: string): Promise<User> {
  const email = `${name}@example.com`;
  const response = await fetch(`${supabaseUrl}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: anonKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const body = (await response.json()) as { access_token?: string; user?: { id: string } };
  if (!response.ok || !body.access_token || !body.user) {
    throw new Error(`sign-up answered ${response.status}: ${JSON.stringify(body)}`);
  }
  return { id: body.user.id, email, password: PASSWORD, accessToken: body.access_token };
}

/** The Cookie header of a browser in which this person is signed in. */
export async function openCookieSession({ supabaseUrl, anonKey }: Stack, { email, password }: User): Promise<string> {
  const jar = new Map<string, string>();
  const client = createServerClient(supabaseUrl, anonKey, {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (changed) => {
        for (const { name, value } of changed) jar.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
}
