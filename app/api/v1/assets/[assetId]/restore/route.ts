// POST /api/v1/assets/{assetId}/restore - bring an asset back from the trash
import { restoreAsset } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(restoreAsset, ({ viewer, params }) => services().assets.restore(viewer.id, params.assetId)),
});
