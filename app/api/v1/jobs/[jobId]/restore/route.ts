// POST /api/v1/jobs/{jobId}/restore - bring a job back from the trash
import { restoreJob } from '@/lib/api/operations/jobs';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(restoreJob, ({ viewer, params }) => services().jobs.restore(viewer.id, params.jobId)),
});
