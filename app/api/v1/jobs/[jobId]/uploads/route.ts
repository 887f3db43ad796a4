// POST /api/v1/jobs/{jobId}/uploads - presign 1 to 100 direct uploads
import { presignUploads } from '@/lib/api/operations/uploads';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(presignUploads, async ({ viewer, params, body }) => ({
    files: await services().assets.presign(viewer.id, params.jobId, body.files),
  })),
});
