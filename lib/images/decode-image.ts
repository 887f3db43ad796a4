import 'server-only';
import type { ContentType } from './content-types.ts';
import { requireWholeGifFrames } from './gif-frame-data.ts';
import type { ImageHeader } from './image-header.ts';
import { damaged } from './invalid-image.ts';
import type { ImageLimits } from './limits.ts';
import { walkPng } from './png-chunks.ts';
import { buildStillOfFrame, readPngFrames } from './png-frames.ts';
import { sharp } from './sharp.ts';

/** Pixels in sRGB, 8 bits a channel, three channels or four, upright. */
export type Pixels = { data: Buffer; width: number; height: number; channels: 3 | 4 };

const TIMEOUT_SECONDS = 20;

/** What libjpeg says about files that look right in every viewer. Other warnings mean lost pixels. */
const HARMLESS_WARNING = /extraneous bytes before marker|Invalid SOS parameters|Inconsistent progression|JFIF|Adobe/i;

/**
 * Decodes a whole file, every frame to its last pixel, and returns the first frame scaled to `target`.
 * @param bytes an image without metadata whose header is within `limits`.
 * @param target in upright pixels, not larger than the image.
 * @throws AppError `invalid_image`
 */
export async function decodeImage(
  bytes: Uint8Array,
  contentType: ContentType,
  header: ImageHeader,
  { target, limits }: { target: { width: number; height: number }; limits: ImageLimits },
): Promise<Pixels> {
  // The decoder fills up frames whose data end early.
  if (contentType === 'image/gif') requireWholeGifFrames(bytes);
  try {
    const pixels = await decodeFirstFrame(bytes, target, limits.maxPixels);
    if (header.frames > 1) await decodeOtherFrames(bytes, contentType, limits);
    return pixels;
  } catch (error) {
    throw damaged(contentType, 'it cannot be decoded to its end', error);
  }
}

async function decodeFirstFrame(
  bytes: Uint8Array,
  target: { width: number; height: number },
  maxPixels: number,
): Promise<Pixels> {
  const decode = (failOn: 'warning' | 'error') =>
    sharp(bytes, { failOn, limitInputPixels: maxPixels, pages: 1 })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .autoOrient()
      .resize({ ...target, fit: 'fill' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
  const { data, info } = await decode('warning').catch((error: unknown) => {
    if (error instanceof Error && HARMLESS_WARNING.test(error.message)) return decode('error');
    throw error;
  });
  if (info.channels !== 3 && info.channels !== 4) throw new Error(`decoded to ${info.channels} channels`);
  return { data, width: info.width, height: info.height, channels: info.channels };
}

async function decodeOtherFrames(bytes: Uint8Array, contentType: ContentType, limits: ImageLimits): Promise<void> {
  if (contentType !== 'image/png') return decodeToEnd(bytes, limits.maxTotalPixels);
  // The PNG decoder sees only the still image; each frame is given to it as one.
  const { chunks } = walkPng(bytes);
  const canvas = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };
  for (const frame of readPngFrames(bytes, chunks, canvas)) {
    await decodeToEnd(buildStillOfFrame(bytes, chunks, frame), limits.maxPixels);
  }
}

/** The scaled-down result is thrown away; making it forces every pixel to be decoded without keeping them. */
async function decodeToEnd(bytes: Uint8Array, limitInputPixels: number): Promise<void> {
  await sharp(bytes, { failOn: 'error', limitInputPixels, animated: true })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .resize({ width: 2, height: 2, fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
}
