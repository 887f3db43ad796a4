// GET /api/v1/me/export - everything that is known of the account, as one JSON document
import { exportAccount } from '@/lib/api/operations/account';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';
import { streamText } from '@/lib/http/stream-text';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(exportAccount, async ({ viewer }) =>
    streamText(await services().export.toJson(viewer), 'application/json', 'vitrine-export.json'),
  ),
});
