// GET /api/v1/assets?ids= - the present state of up to 100 assets
import { findAssets } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(findAssets, async ({ viewer, query }) => ({
    items: await services().assets.getMany(viewer.id, query.ids),
    nextCursor: null,
  })),
});
