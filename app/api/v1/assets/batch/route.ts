// POST /api/v1/assets/batch - one change of up to 100 assets
import { changeAssets } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(changeAssets, async ({ viewer, body }) => ({
    items: await services().assets.changeMany(viewer.id, body),
    nextCursor: null,
  })),
});
