// GET /api/v1/me - the caller, what they use, and how they appear
import { getMe } from '@/lib/api/operations/account';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(getMe, async ({ viewer: { id, email } }) => {
    const [usage, branding] = await Promise.all([services().usage.get(id), services().branding.get(id)]);
    return { id, email, ...usage, ...branding };
  }),
});
