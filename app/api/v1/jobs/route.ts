// GET, POST /api/v1/jobs - list and create jobs
import { createJob, listJobs } from '@/lib/api/operations/jobs';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(listJobs, ({ viewer, query }) => services().jobs.list(viewer.id, query)),
  POST: serve(createJob, ({ viewer, body, resourceId }) => services().jobs.create(viewer.id, body, resourceId)),
});
