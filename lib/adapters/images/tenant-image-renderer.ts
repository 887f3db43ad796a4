import 'server-only';
import { renderTenantImage } from '../../images/render-tenant-image.ts';
import type { RenderTenantImage } from '../../ports/tenant-image-renderer.ts';
import type { ImageCheckerOptions } from './image-checker.ts';

/** {@link RenderTenantImage} on sharp and the parsers of lib/images. */
export function createTenantImageRenderer(options: ImageCheckerOptions): RenderTenantImage {
  return (bytes, kind) =>
    renderTenantImage({
      bytes,
      kind: kind === 'avatar' ? 'avatar' : 'logo',
      allowedContentTypes: options.allowedContentTypes,
      limits: { maxBytes: options.maxFileBytes, maxPixels: options.maxPixels },
    });
}
