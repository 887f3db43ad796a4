import 'server-only';
import { type CookieMethodsServer, createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { env } from '../../env.ts';
import { createAuthFetch } from './auth-fetch.ts';

/** Who is asking: whether they came by https, and from where. */
type Caller = { secure: boolean; address: string };

/** The client that carries one caller's session, in cookies that scripts in the page cannot read. */
export function createCookieClient(cookies: CookieMethodsServer, { secure, address }: Caller): SupabaseClient {
  const environment = env();
  return createServerClient(environment.supabaseUrl, environment.anonKey, {
    cookies,
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    global: { fetch: createAuthFetch(environment, address) },
  });
}
