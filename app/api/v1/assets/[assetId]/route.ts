// GET, PATCH, DELETE /api/v1/assets/{assetId} - one asset: read, rename or move, trash (?permanent=true: for good)
import { deleteAsset, getAsset, updateAsset } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(getAsset, ({ viewer, params }) => services().assets.get(viewer.id, params.assetId)),
  PATCH: serve(updateAsset, ({ viewer, params, body }) => services().assets.update(viewer.id, params.assetId, body)),
  DELETE: serve(deleteAsset, ({ viewer, params, query }) => {
    const { assets } = services();
    return query.permanent
      ? assets.deletePermanently(viewer.id, params.assetId)
      : assets.trash(viewer.id, params.assetId);
  }),
});
