import 'server-only';
import { requireFileBytes } from './check-file.ts';
import { decodeImage } from './decode-image.ts';
import type { ImageLimits } from './limits.ts';
import { type OpenImageOptions, openImage } from './open-image.ts';
import { type Size, scaledDown } from './scaled-size.ts';
import { sharp, withDecodeSlot } from './sharp.ts';

/** A square, whatever came. */
const AVATAR = { width: 512, height: 512 };
/** Logos fit inside, and are never enlarged. */
const LOGO = { width: 1024, height: 512 };

export type RenderTenantImageInput = Pick<OpenImageOptions, 'allowedContentTypes'> & {
  bytes: Uint8Array;
  kind: 'logo' | 'avatar';
  limits: Pick<ImageLimits, 'maxBytes' | 'maxPixels'>;
};

/**
 * Judges a file as any upload and makes a PNG of its first frame: upright, in sRGB, without metadata, its transparency
 * kept. An avatar is the middle of the image.
 * @throws AppError `payload_too_large` · `unsupported_media_type` · `invalid_image`
 */
export async function renderTenantImage({ bytes, kind, limits, ...options }: RenderTenantImageInput): Promise<Buffer> {
  requireFileBytes(bytes.length, limits.maxBytes);
  const image = openImage(bytes, { ...options, maxPixels: limits.maxPixels });
  const box = kind === 'avatar' ? AVATAR : LOGO;
  return withDecodeSlot(image.header.residentBytes, async () => {
    const target = kind === 'avatar' ? covering(image.size, box) : fitting(image.size, box);
    const decoding = { target, limits: image.limits };
    const { data, ...raw } = await decodeImage(image.clean, image.contentType, image.header, decoding);
    const pixels = sharp(data, { raw });
    if (kind === 'avatar') pixels.extract(middleSquare(raw)).resize(box);
    return pixels.png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer();
  });
}

/** The smallest size that covers the box, or the image itself if it does not. */
function covering(image: Size, box: Size): Size {
  return scaledDown(image, Math.max(box.width / image.width, box.height / image.height));
}

function fitting(image: Size, box: Size): Size {
  return scaledDown(image, Math.min(box.width / image.width, box.height / image.height));
}

function middleSquare({ width, height }: Size) {
  const side = Math.min(width, height);
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2), width: side, height: side };
}
