// GET, PATCH, DELETE /api/v1/jobs/{jobId} - one job: read, change, trash (?permanent=true: for good)
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';
import { readJson, readQuery } from '@/lib/http/read-body';
import { deletionSchema } from '@/lib/schemas/deletion';
import { updateJobSchema } from '@/lib/schemas/job';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute<{ jobId: string }>({
  GET: ({ params, viewer }) => services().jobs.get(viewer.id, params.jobId),
  PATCH: async ({ request, params, viewer }) =>
    services().jobs.update(viewer.id, params.jobId, await readJson(request, updateJobSchema)),
  DELETE: async ({ request, params, viewer }) => {
    if (readQuery(request, deletionSchema).permanent) {
      return services().jobs.deletePermanently(viewer.id, params.jobId);
    }
    return services().jobs.trash(viewer.id, params.jobId);
  },
});
