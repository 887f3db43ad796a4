import { type Inventory, takeInventory } from '../support/invariants.ts';
import type { FaultStack } from './fault-stack.ts';

const SETTLES_WITHIN_MS = 120_000;

/**
 * The inventory once nothing is left that the janitor would begin meanwhile: uploads that nobody completed fall to it after
 * a while, and their variants would come while files are counted.
 */
export async function takeFinalInventory({ sql, tick, backend }: FaultStack): Promise<Inventory> {
  const deadline = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const uncompleted = await sql`
      update public.assets a set created_at = now() - interval '1 hour'
      where a.status in ('awaiting_upload', 'verifying') and exists (
        select from storage.objects o where o.bucket_id = 'assets' and o.name = a.object_key)
      returning a.id`;
    if (uncompleted.length === 0 || Date.now() > deadline) return takeInventory(backend);
    await tick();
  }
}
