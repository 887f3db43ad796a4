// GET /api/v1/jobs/{jobId}/assets - one page of a job's assets
import { listAssets } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(listAssets, ({ viewer, params, query }) => services().assets.list(viewer.id, params.jobId, query)),
});
