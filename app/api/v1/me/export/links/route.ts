// GET /api/v1/me/export/links - signed addresses of all originals, one in each line
import { exportLinks } from '@/lib/api/operations/account';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';
import { streamText } from '@/lib/http/stream-text';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(exportLinks, async ({ viewer }) =>
    streamText(await services().export.toLinks(viewer.id), 'text/plain; charset=utf-8', 'vitrine-links.txt'),
  ),
});
