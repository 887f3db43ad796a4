// POST /api/v1/jobs/{jobId}/restore - bring a job back from the trash
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ jobId: string }>({
  POST: ({ params, viewer }) => services().jobs.restore(viewer.id, params.jobId),
});
