// POST /api/v1/assets/{assetId}/upload-url - a fresh upload URL for an asset that still awaits its bytes
import { renewUploadUrl } from '@/lib/api/operations/uploads';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(renewUploadUrl, ({ viewer, params }) => services().assets.renewUploadUrl(viewer.id, params.assetId)),
});
