import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { cookies, headers } from 'next/headers';
import { env } from '../../env.ts';
import { clientAddressOf } from '../../http/client-address.ts';
import { isHttps, siteUrlOf } from '../../http/request-origins.ts';
import { createAuthFetch } from './auth-fetch.ts';
import { createCookieClient } from './cookie-client.ts';
import { createLoneClient, fetchOnce } from './service-client.ts';

/** {@link createCookieClient} for the request that is being answered: page, action or route handler. */
export async function createRequestClient(): Promise<SupabaseClient> {
  const [store, headerList] = await Promise.all([cookies(), headers()]);
  return createCookieClient(
    {
      getAll: () => store.getAll(),
      setAll: (changed) => {
        try {
          for (const { name, value, options } of changed) store.set(name, value, options);
        } catch {
          // Pages cannot set cookies; proxy.ts has refreshed the session before they run.
        }
      },
    },
    { secure: isHttps(siteUrlOf(headerList, env())), address: clientAddressOf(headerList) },
  );
}

/** A client of nobody, in the name of whoever made the request that is being answered. */
export async function createAnonymousClient(): Promise<SupabaseClient> {
  const environment = env();
  const { supabaseUrl, anonKey } = environment;
  return createLoneClient(
    supabaseUrl,
    anonKey,
    createAuthFetch(environment, clientAddressOf(await headers()), fetchOnce),
  );
}
