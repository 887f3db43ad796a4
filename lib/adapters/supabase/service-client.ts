import 'server-only';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';

/**
 * The client of the app itself, with the service key: it bypasses row level security, so every call names
 * the owner. It is never bound to cookies and keeps no session.
 */
export function createServiceClient(supabaseUrl: string, serviceKey: string): SupabaseClient {
  return createLoneClient(supabaseUrl, serviceKey);
}

/** A client that is bound to no cookies and forgets its session when it is let go. */
export function createLoneClient(supabaseUrl: string, key: string, fetch = fetchOnce): SupabaseClient {
  return createClient(supabaseUrl, key, {
    global: { fetch },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
}

/** Far above any answer of a back end that is well; the whole body has to be there by then. */
const TIMEOUT_MS = 120_000;

/**
 * Quirk: Next deduplicates GET requests by teeing their bodies, and the half that nobody reads keeps the whole file in
 * memory. A request with a signal of its own is left alone (next/dist/server/lib/dedupe-fetch).
 */
export const fetchOnce: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) });
