import type { ContentType } from './content-types.ts';
import { findGifMetadata, stripGif } from './strip-gif.ts';
import { findJpegMetadata, stripJpeg } from './strip-jpeg.ts';
import { findPngMetadata, stripPng } from './strip-png.ts';
import { findWebpMetadata, stripWebp } from './strip-webp.ts';

const STRIPPERS = {
  'image/png': { strip: stripPng, find: findPngMetadata },
  'image/jpeg': { strip: stripJpeg, find: findJpegMetadata },
  'image/webp': { strip: stripWebp, find: findWebpMetadata },
  'image/gif': { strip: stripGif, find: findGifMetadata },
} as const satisfies Record<
  ContentType,
  { strip: (bytes: Uint8Array) => Uint8Array; find: (bytes: Uint8Array) => string[] }
>;

/**
 * Removes everything that does not change how the image looks, without decoding it: the compressed pixels stay
 * bit for bit. What stays: the image, its colour profile, its animation, and the orientation when it is not 1.
 * Repeating it changes nothing.
 * @throws AppError `invalid_image` when the structure is broken.
 */
export function stripMetadata(bytes: Uint8Array, contentType: ContentType): Uint8Array {
  return STRIPPERS[contentType].strip(bytes);
}

/**
 * Names what {@link stripMetadata} would remove; empty for a clean file.
 * @throws AppError `invalid_image` when the structure is broken.
 */
export function findMetadata(bytes: Uint8Array, contentType: ContentType): string[] {
  return [...new Set(STRIPPERS[contentType].find(bytes))];
}
