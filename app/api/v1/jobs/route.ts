// GET, POST /api/v1/jobs - list and create jobs
import { services } from '@/lib/composition';
import { apiRoute, created } from '@/lib/http/api-route';
import { readJson, readQuery } from '@/lib/http/read-body';
import { createJobSchema, listJobsSchema } from '@/lib/schemas/job';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: ({ request, viewer }) => services().jobs.list(viewer.id, readQuery(request, listJobsSchema)),
  POST: async ({ request, viewer }) =>
    created(await services().jobs.create(viewer.id, await readJson(request, createJobSchema))),
});
