import type { TenantImageKind } from '../schemas/branding.ts';

/**
 * Makes a logo or an avatar of what a person sent: a PNG without metadata.
 * @throws AppError `payload_too_large` · `unsupported_media_type` · `invalid_image`, as for any upload
 */
export type RenderTenantImage = (bytes: Buffer, kind: TenantImageKind) => Promise<Buffer>;
