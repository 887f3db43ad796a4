import { AppError } from '../errors.ts';
import { CONTENT_TYPES, type ContentType, isContentType, labelOf } from './content-types.ts';
import { type ImageHeader, readImageHeader } from './image-header.ts';
import { damaged } from './invalid-image.ts';
import { IMAGE_LIMITS, type ImageLimits } from './limits.ts';
import { requireContentType } from './require-content-type.ts';
import { stripMetadata } from './strip-metadata.ts';

export type OpenImageOptions = {
  /** What the uploader said; left out, the bytes alone decide. */
  declaredContentType?: string;
  allowedContentTypes?: readonly ContentType[];
  /** Of one frame. */
  maxPixels?: number;
};

/** A file that may be decoded. */
export type OpenedImage = {
  contentType: ContentType;
  header: ImageHeader;
  limits: ImageLimits;
  /** As displayed: the orientation is applied. */
  size: { width: number; height: number };
  /** Without metadata, as it would be published: what the decoder gets. */
  clean: Uint8Array;
};

/**
 * Judges what the structure of a file tells, before a decoder sees it.
 * @throws AppError `unsupported_media_type` · `invalid_image`
 */
export function openImage(bytes: Uint8Array, options: OpenImageOptions): OpenedImage {
  const limits = { ...IMAGE_LIMITS, maxPixels: options.maxPixels ?? IMAGE_LIMITS.maxPixels };
  const contentType = requireContentType(bytes, options.allowedContentTypes ?? CONTENT_TYPES);
  requireDeclaredType(contentType, options.declaredContentType);
  const header = readImageHeader(bytes, contentType);
  requireWithinLimits(header, contentType, limits);
  return { contentType, header, limits, size: displayedSize(header), clean: stripMetadata(bytes, contentType) };
}

function requireDeclaredType(contentType: ContentType, declared: string | undefined): void {
  if (declared === undefined || declared === contentType) return;
  const label = isContentType(declared) ? labelOf(declared) : declared;
  const message = `This file was declared as ${label}, but its bytes are ${labelOf(contentType)}.`;
  throw new AppError('invalid_image', message);
}

function requireWithinLimits(
  { width, height, frames, passes, residentBytes }: ImageHeader,
  contentType: ContentType,
  { maxPixels, maxTotalPixels, maxFrames }: ImageLimits,
): void {
  const pixels = width * height;
  if (pixels === 0) throw damaged(contentType, 'it has no pixels');
  if (pixels > maxPixels) {
    const message = `This image is ${width} × ${height} pixels. At most ${megapixels(maxPixels)} megapixels can be uploaded.`;
    throw new AppError('invalid_image', message);
  }
  if (frames > maxFrames || pixels * frames > maxTotalPixels) {
    const message = `This animation has ${frames} frames of ${width} × ${height} pixels. At most ${maxFrames} frames and ${megapixels(maxTotalPixels)} megapixels over all of them can be uploaded.`;
    throw new AppError('invalid_image', message);
  }
  if (passes > MAX_PASSES || (passes > FREE_PASSES && pixels * passes > PASSES_BUDGET_FACTOR * maxTotalPixels)) {
    throw damaged(contentType, `it is stored in ${passes} passes, more than any camera or program writes`);
  }
  if (residentBytes > MAX_RESIDENT_BYTES_PER_PIXEL * maxPixels) {
    const message = `This ${labelOf(contentType)} takes too much memory to decode. Save it without interlacing, or smaller.`;
    throw new AppError('invalid_image', message);
  }
}

/** A progressive JPEG at full colour resolution takes six. */
const MAX_RESIDENT_BYTES_PER_PIXEL = 6.5;

/** Ordinary progressive JPEGs have up to ten passes; each costs a walk over all pixels however few bytes it has. */
const FREE_PASSES = 12;
const MAX_PASSES = 100;
const PASSES_BUDGET_FACTOR = 2;

function displayedSize({ width, height, orientation }: ImageHeader): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function megapixels(pixels: number): number {
  return Math.round(pixels / 100_000) / 10;
}
