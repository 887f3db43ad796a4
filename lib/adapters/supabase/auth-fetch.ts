import 'server-only';
import { isIP } from 'node:net';

type Project = { supabaseUrl: string; anonKey: string; serviceKey: string };

/**
 * A fetch that tells Auth whose request it is: without it all visitors share the limits of one address, the app's.
 * Auth believes `Sb-Forwarded-For` where the project switches that on, and hosted projects only beside a secret key;
 * REST and Storage never see that key here, so no row is read with more rights than the caller's.
 * https://supabase.com/docs/guides/auth/rate-limits
 * @param address of the visitor; anything but an IP address is not passed on
 * @param send what carries the requests
 */
export function createAuthFetch(
  { supabaseUrl, anonKey, serviceKey }: Project,
  address: string,
  send: typeof fetch = (input, init) => fetch(input, init),
): typeof fetch {
  const authUrl = `${supabaseUrl}/auth/v1/`;
  const named = isIP(address) !== 0;
  return (input, init) => {
    const url = input instanceof Request ? input.url : `${input}`;
    if (!named || !url.startsWith(authUrl)) return send(input, init);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set('sb-forwarded-for', address);
    if (serviceKey.startsWith('sb_secret_')) {
      headers.set('apikey', serviceKey);
      // A key that is no token has to be the same in both headers, or in one alone.
      if (headers.get('authorization') === `Bearer ${anonKey}`) headers.delete('authorization');
    }
    return send(input, { ...init, headers });
  };
}
