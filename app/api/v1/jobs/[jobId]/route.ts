// GET, PATCH, DELETE /api/v1/jobs/{jobId} - one job: read, change, trash (?permanent=true: for good)
import { deleteJob, getJob, updateJob } from '@/lib/api/operations/jobs';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';
import { requireScope } from '@/lib/http/caller';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(getJob, ({ viewer, params }) => services().jobs.get(viewer.id, params.jobId)),
  PATCH: serve(updateJob, ({ viewer, params, body }) => {
    if (body.gallery !== undefined) requireScope(viewer, 'publish');
    return services().jobs.update(viewer.id, params.jobId, body);
  }),
  DELETE: serve(deleteJob, ({ viewer, params, query }) => {
    const { jobs } = services();
    return query.permanent ? jobs.deletePermanently(viewer.id, params.jobId) : jobs.trash(viewer.id, params.jobId);
  }),
});
