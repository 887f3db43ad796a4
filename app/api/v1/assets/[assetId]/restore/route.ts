// POST /api/v1/assets/{assetId}/restore - bring an asset back from the trash
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ assetId: string }>({
  POST: ({ params, viewer }) => services().assets.restore(viewer.id, params.assetId),
});
