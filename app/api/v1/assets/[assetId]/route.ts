// GET, PATCH, DELETE /api/v1/assets/{assetId} - one asset: read, rename, trash (?permanent=true: for good)
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';
import { readJson, readQuery } from '@/lib/http/read-body';
import { updateAssetSchema } from '@/lib/schemas/asset';
import { deletionSchema } from '@/lib/schemas/deletion';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ assetId: string }>({
  GET: ({ params, viewer }) => services().assets.get(viewer.id, params.assetId),
  PATCH: async ({ request, params, viewer }) =>
    services().assets.rename(viewer.id, params.assetId, (await readJson(request, updateAssetSchema)).name),
  DELETE: async ({ request, params, viewer }) => {
    if (readQuery(request, deletionSchema).permanent) {
      return services().assets.deletePermanently(viewer.id, params.assetId);
    }
    return services().assets.trash(viewer.id, params.assetId);
  },
});
