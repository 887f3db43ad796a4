// POST /api/v1/assets/{assetId}/upload-url - a fresh upload URL for an asset that still awaits its bytes
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ assetId: string }>({
  POST: ({ params, viewer }) => services().assets.renewUploadUrl(viewer.id, params.assetId),
});
