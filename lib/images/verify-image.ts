import 'server-only';
import type { Exif } from '../schemas/exif.ts';
import { CONTENT_TYPES, type ContentType } from './content-types.ts';
import { decodeImage } from './decode-image.ts';
import { type OpenImageOptions, openImage } from './open-image.ts';
import { readExif } from './read-exif.ts';
import { renderThumbhash } from './render-thumbhash.ts';
import { intermediateSize, type RenderedVariant, renderVariants } from './render-variants.ts';
import { withDecodeSlot } from './sharp.ts';
import { DEFAULT_VARIANT_SIZES, parseVariantSizes } from './variant-sizes.ts';

export type VerifyImageOptions = OpenImageOptions & {
  /** `WxH` each, pixels. */
  variantSizes?: readonly string[];
};

export type VerifiedImage = {
  contentType: ContentType;
  /** As displayed: the orientation is applied. */
  width: number;
  height: number;
  frames: number;
  /** Base64. */
  thumbhash: string;
  /** What the camera wrote; null when it wrote nothing that is understood. */
  exif: Exif | null;
  /** One for each of `variantSizes`, then `thumbnail` and `preview`. */
  variants: RenderedVariant[];
};

/**
 * Proves that a file is a whole image of an allowed type and makes its variants.
 * @throws AppError `unsupported_media_type` · `invalid_image`
 */
export async function verifyImage(bytes: Uint8Array, options: VerifyImageOptions = {}): Promise<VerifiedImage> {
  const { contentType, header, limits, size, clean } = openImage(bytes, options);
  const allowed = options.allowedContentTypes ?? CONTENT_TYPES;
  const covers = parseVariantSizes(options.variantSizes ?? DEFAULT_VARIANT_SIZES);
  return withDecodeSlot(header.residentBytes, async () => {
    const target = intermediateSize(size, covers);
    const pixels = await decodeImage(clean, contentType, header, { target, limits });
    const previewType = allowed.includes('image/webp') ? 'image/webp' : contentType;
    const [thumbhash, variants] = await Promise.all([
      renderThumbhash(pixels),
      renderVariants(pixels, { covers, coverType: contentType, previewType }),
    ]);
    return {
      contentType,
      ...size,
      frames: header.frames,
      thumbhash,
      exif: readExif(bytes, contentType),
      variants,
    };
  });
}
