// GET /api/v1/assets?ids= - the present state of up to 100 assets
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';
import { readQuery } from '@/lib/http/read-body';
import { assetIdsQuerySchema } from '@/lib/schemas/asset';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: async ({ request, viewer }) => ({
    items: await services().assets.getMany(viewer.id, readQuery(request, assetIdsQuerySchema).ids),
    nextCursor: null,
  }),
});
