// GET /api/health - live when it answers; ready when database and storage do too
import { checkHealth } from '@/lib/composition';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const { database, storage } = await checkHealth();
  const ready = database && storage;
  return Response.json(
    { live: true, ready, database, storage },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
