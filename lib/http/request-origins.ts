import 'server-only';
import { headers } from 'next/headers';
import { type Env, env } from '../env.ts';
import type { Origins } from '../ports/origins.ts';

type HeaderReader = Pick<Headers, 'get'>;

/** Where the app is, as the caller of this request sees it. SITE_URL wins; otherwise the Host header. */
export function siteUrlOf(headers: HeaderReader, { siteUrl, trustedProxy }: Env): string {
  if (siteUrl) return siteUrl;
  const protocol = trustedProxy && headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${protocol}://${headers.get('host') ?? 'localhost'}`;
}

export const isHttps = (siteUrl: string): boolean => siteUrl.startsWith('https:');

/**
 * Bases of the addresses that go into an answer. The embedded Storage, where no SUPABASE_PUBLIC_URL is set, is on the
 * host name that the caller used for the app, at its own port: so that a phone in the same room reaches it too.
 */
export function originsOf(headers: HeaderReader, environment: Env): Origins {
  const siteUrl = siteUrlOf(headers, environment);
  if (environment.supabasePublicUrl) return { siteUrl, storageUrl: `${environment.supabasePublicUrl}/storage/v1` };
  const storage = new URL(environment.supabaseUrl);
  storage.hostname = new URL(siteUrl).hostname;
  return { siteUrl, storageUrl: `${storage.origin}/storage/v1` };
}

/** {@link originsOf} for the request that is being answered. */
export const findRequestOrigins = async (): Promise<Origins> => originsOf(await headers(), env());
