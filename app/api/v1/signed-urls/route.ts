// POST /api/v1/signed-urls - expiring addresses for up to 100 private files
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';
import { readJson } from '@/lib/http/read-body';
import { signUrlsSchema } from '@/lib/schemas/upload';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: async ({ request, viewer }) => ({
    items: await services().assets.signUrls(viewer.id, await readJson(request, signUrlsSchema)),
    nextCursor: null,
  }),
});
