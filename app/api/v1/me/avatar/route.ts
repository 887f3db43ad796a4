// PUT, DELETE /api/v1/me/avatar - the picture of the caller
import { removeAvatar, setAvatar } from '@/lib/api/operations/branding';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { apiRoute, serve } from '@/lib/http/api-route';
import { readImageBody } from '@/lib/http/read-image-body';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  PUT: serve(setAvatar, async ({ request, viewer }) =>
    services().branding.setImage(viewer.id, 'avatar', await readImageBody(request, env().maxFileBytes)),
  ),
  DELETE: serve(removeAvatar, ({ viewer }) => services().branding.removeImage(viewer.id, 'avatar')),
});
