// GET /api/v1/me - the caller and what they use
import { services } from '@/lib/composition';
import { apiRoute } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: async ({ viewer }) => ({ ...viewer, ...(await services().usage.get(viewer.id)) }),
});
