import 'server-only';
import type { Sharp } from 'sharp';
import type { ContentType } from './content-types.ts';
import type { Pixels } from './decode-image.ts';
import { type Size, scaledDown } from './scaled-size.ts';
import { sharp } from './sharp.ts';
import { PREVIEW_PIXELS, THUMBNAIL_PIXELS, type VariantSize } from './variant-sizes.ts';

export type RenderedVariant = {
  /** `112x112` and the like, `thumbnail` or `preview`. */
  name: string;
  contentType: ContentType;
  width: number;
  height: number;
  bytes: Buffer;
};

/**
 * The size at which to decode an image once so that no variant has to enlarge what the image itself would not:
 * the preview, or more where a crop of a very long image needs it.
 */
export function intermediateSize(image: Size, covers: readonly VariantSize[]): Size {
  const scales = covers.map(({ width, height }) => Math.max(width / image.width, height / image.height));
  return scaledDown(image, Math.max(PREVIEW_PIXELS / Math.max(image.width, image.height), ...scales));
}

/** Each with the same pixels whatever the master's metadata said, and with none of it. */
export function renderVariants(
  pixels: Pixels,
  {
    covers,
    coverType,
    previewType,
  }: { covers: readonly VariantSize[]; coverType: ContentType; previewType: ContentType },
): Promise<RenderedVariant[]> {
  const fitted = (side: number) => scaledDown(pixels, side / Math.max(pixels.width, pixels.height));
  return Promise.all([
    ...covers.map(({ name, width, height }) => render(pixels, name, { width, height }, coverType, 4)),
    render(pixels, 'thumbnail', fitted(THUMBNAIL_PIXELS), previewType, 4),
    // At this size a better effort costs three times the time for six per cent of the bytes.
    render(pixels, 'preview', fitted(PREVIEW_PIXELS), previewType, 2),
  ]);
}

async function render(
  { data, ...raw }: Pixels,
  name: string,
  size: Size,
  contentType: ContentType,
  effort: number,
): Promise<RenderedVariant> {
  const resized = sharp(data, { raw }).resize({ ...size, fit: 'cover' });
  const { data: bytes, info } = await encode(resized, contentType, effort).toBuffer({ resolveWithObject: true });
  return { name, contentType, width: info.width, height: info.height, bytes };
}

function encode(image: Sharp, contentType: ContentType, effort: number): Sharp {
  switch (contentType) {
    case 'image/png':
      return image.png({ compressionLevel: 9, adaptiveFiltering: true });
    case 'image/jpeg':
      return image.flatten({ background: '#fff' }).jpeg({ quality: 84 });
    case 'image/webp':
      return image.webp({ quality: 82, effort });
    case 'image/gif':
      return image.gif();
  }
}
