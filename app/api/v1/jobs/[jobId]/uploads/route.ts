// POST /api/v1/jobs/{jobId}/uploads - presign 1 to 100 direct uploads
import { presignUploads } from '@/lib/api/operations/uploads';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';
import { requireScope } from '@/lib/http/caller';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(presignUploads, async ({ viewer, params, body: { files, offerCopies } }) => {
    // It tells the titles of other jobs.
    if (offerCopies) requireScope(viewer, 'read');
    return { files: await services().assets.presign(viewer.id, params.jobId, files, { offerCopies }) };
  }),
});
