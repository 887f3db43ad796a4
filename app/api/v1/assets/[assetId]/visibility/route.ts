// PUT /api/v1/assets/{assetId}/visibility - publish or take back
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';
import { readJson } from '@/lib/http/read-body';
import { setVisibilitySchema } from '@/lib/schemas/asset';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ assetId: string }>({
  PUT: async ({ request, params, viewer }) => {
    const { visibility } = await readJson(request, setVisibilitySchema);
    return services().assets.setVisibility(viewer.id, params.assetId, visibility);
  },
});
