// POST /api/v1/signed-urls - expiring addresses for up to 100 private files
import { signUrls } from '@/lib/api/operations/assets';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  POST: serve(signUrls, async ({ viewer, body }) => ({
    items: await services().assets.signUrls(viewer.id, body),
    nextCursor: null,
  })),
});
