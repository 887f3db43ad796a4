// GET /api/v1/me - the caller, what they use, and how they appear
import { getMe } from '@/lib/api/operations/account';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(getMe, async ({ viewer }) => ({
    id: viewer.id,
    email: viewer.email,
    ...(await services().usage.get(viewer.id)),
    ...(await services().branding.get(viewer.id)),
  })),
});
