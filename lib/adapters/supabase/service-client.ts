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
export function createLoneClient(supabaseUrl: string, key: string): SupabaseClient {
  return createClient(supabaseUrl, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
}
