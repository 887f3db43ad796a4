// GET /api/v1/jobs/{jobId}/assets/pages - where the pages of a job's assets begin
import { listAssetPages } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(listAssetPages, ({ viewer, params, query }) =>
    services().assets.listPages(viewer.id, params.jobId, query),
  ),
});
