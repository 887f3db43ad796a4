// PUT /api/v1/assets/{assetId}/visibility - publish or take back
import { setVisibility } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  PUT: serve(setVisibility, ({ viewer, params, body }) =>
    services().assets.setVisibility(viewer.id, params.assetId, body.visibility),
  ),
});
