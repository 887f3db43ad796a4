// PUT, DELETE /api/v1/me/logos/{name} - the caller's primary and secondary logo
import { removeLogo, setLogo } from '@/lib/api/operations/branding';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { apiRoute, serve } from '@/lib/http/api-route';
import { readImageBody } from '@/lib/http/read-image-body';
import { type LogoName, logoNameSchema } from '@/lib/schemas/branding';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  PUT: serve(setLogo, async ({ request, viewer, params }) => {
    const name = requireLogoName(params.name);
    return services().branding.setImage(viewer.id, name, await readImageBody(request, env().maxFileBytes));
  }),
  DELETE: serve(removeLogo, ({ viewer, params }) =>
    services().branding.removeImage(viewer.id, requireLogoName(params.name)),
  ),
});

function requireLogoName(name: string): LogoName {
  const parsed = logoNameSchema.safeParse(name);
  if (!parsed.success) throw new AppError('not_found', 'There are two logos: primary and secondary.');
  return parsed.data;
}
