// GET /api/v1/me/storage - what the account holds
import { getStorageUse } from '@/lib/api/operations/account';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(getStorageUse, ({ viewer }) => services().storage.getUse(viewer.id)),
});
