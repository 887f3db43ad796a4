// POST /api/v1/jobs/{jobId}/copies - copy an asset from another job
import { copyAsset } from '@/lib/api/operations/uploads';
import { services } from '@/lib/composition';
import { answerWith } from '@/lib/http/answer-with';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(copyAsset, async ({ viewer, params, body }) => {
    const { asset, isNew } = await services().assets.copy(viewer.id, params.jobId, body);
    return answerWith(isNew ? 201 : 200, asset);
  }),
});
