import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { addressOf } from './external-back-end.ts';
import type { Stack } from './start-stack.ts';

export type User = { id: string; email: string; password: string; accessToken: string };

type Credentials = Pick<User, 'email' | 'password'>;
/** What anybody may know of it. */
type Project = Pick<Stack, 'supabaseUrl' | 'anonKey'>;

const PASSWORD = 'correct horse battery';

type Session = { access_token: string; user: { id: string } };

/** A new person, signed up at Supabase Auth itself, as a script does that has the project's address and public key. */
export async function signUp(stack: Stack, name: string): Promise<User> {
  const credentials = { email: addressOf(name), password: PASSWORD };
  const answer = await ask<Session | { id: string }>(stack, stack.anonKey, 'POST', 'signup', credentials);
  const { access_token: accessToken, user } = 'access_token' in answer ? answer : await confirm(stack, answer.id);
  stack.ownerIds.push(user.id);
  return { id: user.id, ...credentials, accessToken };

  /** An external back end may want the address confirmed by mail: its admin says that it is. */
  async function confirm({ anonKey, serviceKey }: Stack, id: string): Promise<Session> {
    await ask(stack, serviceKey, 'PUT', `admin/users/${id}`, { email_confirm: true });
    return ask(stack, anonKey, 'POST', 'token?grant_type=password', credentials);
  }
}

async function ask<T>({ supabaseUrl }: Stack, key: string, method: string, path: string, body: object): Promise<T> {
  const response = await fetch(`${supabaseUrl}/auth/v1/${path}`, {
    method,
    headers: { apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer as T;
}

/** The Cookie header of a browser in which this person is signed in. */
export async function openCookieSession(stack: Project, user: Credentials): Promise<string> {
  const cookies = await openSessionCookies(stack, (auth) => auth.signInWithPassword(user));
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** The cookies, as they are written, of a browser in which somebody has signed in or up at Supabase Auth itself. */
export async function openSessionCookies(
  { supabaseUrl, anonKey }: Project,
  enter: (auth: SupabaseClient['auth']) => Promise<{ error: Error | null }>,
): Promise<{ name: string; value: string }[]> {
  const jar = new Map<string, string>();
  const client = createServerClient(supabaseUrl, anonKey, {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (changed) => {
        for (const { name, value } of changed) jar.set(name, value);
      },
    },
  });
  const { error } = await enter(client.auth);
  if (error) throw error;
  return [...jar].map(([name, value]) => ({ name, value: encodeURIComponent(value) }));
}
