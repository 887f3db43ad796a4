import 'server-only';
import { type CookieMethodsServer, createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { env } from '../../env.ts';

/**
 * The client that carries one caller's session, in cookies that scripts in the page cannot read.
 * @param secure whether the caller came by https
 */
export function createCookieClient(cookies: CookieMethodsServer, secure: boolean): SupabaseClient {
  const { supabaseUrl, anonKey } = env();
  return createServerClient(supabaseUrl, anonKey, {
    cookies,
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  });
}
