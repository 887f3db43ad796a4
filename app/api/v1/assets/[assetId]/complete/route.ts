// POST /api/v1/assets/{assetId}/complete - verify the stored bytes
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ assetId: string }>({
  POST: ({ params, viewer }) => services().assets.complete(viewer.id, params.assetId),
});
