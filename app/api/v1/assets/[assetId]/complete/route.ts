// POST /api/v1/assets/{assetId}/complete - verify the stored bytes
import { completeUpload } from '@/lib/api/operations/uploads';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(completeUpload, ({ viewer, params }) => services().assets.complete(viewer.id, params.assetId)),
});
