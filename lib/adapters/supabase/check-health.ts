import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';

export type Health = { database: boolean; storage: boolean };

/** Whether the two parts that everything needs answer now. Never throws. */
export async function checkSupabaseHealth(client: SupabaseClient, masterBucket: string): Promise<Health> {
  const [database, storage] = await Promise.all([
    client.rpc('get_settings').then(({ error }) => !error),
    client.storage.getBucket(masterBucket).then(({ error }) => !error),
  ]);
  return { database, storage };
}
