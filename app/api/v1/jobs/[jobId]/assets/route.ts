// GET /api/v1/jobs/{jobId}/assets - one page of a job's assets
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';
import { readQuery } from '@/lib/http/read-body';
import { listAssetsSchema } from '@/lib/schemas/asset';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ jobId: string }>({
  GET: ({ request, params, viewer }) =>
    services().assets.list(viewer.id, params.jobId, readQuery(request, listAssetsSchema)),
});
