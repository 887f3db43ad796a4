// POST /api/v1/jobs/{jobId}/uploads - presign 1 to 100 direct uploads
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';
import { readJson } from '@/lib/http/read-body';
import { presignUploadsSchema } from '@/lib/schemas/upload';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ jobId: string }>({
  POST: async ({ request, params, viewer }) => {
    const { files } = await readJson(request, presignUploadsSchema);
    return { files: await services().assets.presign(viewer.id, params.jobId, files) };
  },
});
