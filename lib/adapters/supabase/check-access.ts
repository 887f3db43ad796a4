import 'server-only';
import type { PostgrestError } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { createLoneClient } from './service-client.ts';

type Access = { supabaseUrl: string; anonKey: string; serviceKey: string };

/** What keeps the app from working with this back end at all, in words: wrong keys, no migrations. Empty when nothing. */
export async function listAccessProblems({ supabaseUrl, anonKey, serviceKey }: Access): Promise<string[]> {
  const [service, auth] = await Promise.all([
    createLoneClient(supabaseUrl, serviceKey).rpc('get_settings'),
    fetch(`${supabaseUrl}/auth/v1/settings`, { headers: { apikey: anonKey }, signal: AbortSignal.timeout(10_000) })
      .then(({ ok, status }) => (ok ? null : status))
      .catch(() => 0),
  ]);
  const problems: string[] = [];
  if (service.error) problems.push(toProblem(service.error, service.status, supabaseUrl));
  if (isServiceKey(anonKey))
    problems.push('the publishable (anon) key has the rights of the service key: they are mixed up');
  if (auth === 401 || auth === 403) problems.push('the publishable (anon) key is not accepted');
  else if (auth !== null) problems.push(`Auth does not answer at ${supabaseUrl}/auth/v1`);
  return problems;
}

/** By its looks: a secret key says so, and so does the role in a legacy one. */
function isServiceKey(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  try {
    return decodeJwt(key).role === 'service_role';
  } catch {
    return false;
  }
}

/** https://docs.postgrest.org/en/stable/references/errors.html */
function toProblem({ code, message }: PostgrestError, status: number, supabaseUrl: string): string {
  if (code === 'PGRST202') return 'the migrations are not applied: supabase/migrations, by `supabase db push`';
  if (code === '42501') return 'the service key has not the rights of service_role';
  if (status === 401) return 'the service key is not accepted';
  return `the database does not answer at ${supabaseUrl}/rest/v1: ${message}`;
}
