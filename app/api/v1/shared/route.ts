// GET, DELETE /api/v1/shared - everything that is public: list it, take it back
import { listShared, takeBackAll } from '@/lib/api/operations/shared';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(listShared, ({ viewer, query }) => services().shared.listAssets(viewer.id, query)),
  DELETE: serve(takeBackAll, ({ viewer }) => services().shared.takeBackAll(viewer.id)),
});
