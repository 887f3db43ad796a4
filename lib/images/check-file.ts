import 'server-only';
import { AppError } from '../errors.ts';
import { type ContentType, labelOf } from './content-types.ts';
import { IMAGE_LIMITS, type ImageLimits } from './limits.ts';
import { sniffContentType } from './sniff.ts';
import { type VerifiedImage, type VerifyImageOptions, verifyImage } from './verify-image.ts';

const TYPE_BY_EXTENSION: Record<string, ContentType> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  jfif: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
};

export type CheckImageFileInput = Omit<VerifyImageOptions, 'maxPixels'> & {
  bytes: Uint8Array;
  /** Given, its extension has to agree with the bytes; a name without an extension agrees with any. */
  name?: string;
  limits?: Pick<ImageLimits, 'maxBytes' | 'maxPixels'>;
};

/**
 * The whole judgement over a file: its size, its name, its type, its pixels. Completing an upload and inspecting
 * files on disk both call this, so that they cannot disagree.
 * @throws AppError `payload_too_large` · `unsupported_media_type` · `invalid_image`
 */
export async function checkImageFile({ bytes, name, limits, ...options }: CheckImageFileInput): Promise<VerifiedImage> {
  const { maxBytes, maxPixels } = limits ?? IMAGE_LIMITS;
  requireFileBytes(bytes.length, maxBytes);
  requireNameAgrees(bytes, name);
  return verifyImage(bytes, { ...options, maxPixels });
}

/** Judges a file by its length alone, before it is read. @throws AppError `payload_too_large` · `invalid_image` */
export function requireFileBytes(bytes: number, maxBytes: number): void {
  if (bytes === 0) throw new AppError('invalid_image', 'This file is empty.');
  if (bytes > maxBytes) {
    const message = `This file has ${bytes.toLocaleString('en')} bytes. At most ${maxBytes.toLocaleString('en')} bytes can be uploaded.`;
    throw new AppError('payload_too_large', message);
  }
}

function requireNameAgrees(bytes: Uint8Array, name: string | undefined): void {
  const contentType = sniffContentType(bytes);
  const extension = name?.match(/[^.]\.([^.\s/\\]+)\s*$/)?.[1]?.toLowerCase();
  if (contentType === null || extension === undefined || TYPE_BY_EXTENSION[extension] === contentType) return;
  const message = `This file is named .${extension}, but its bytes are ${labelOf(contentType)}. Rename it or export it again.`;
  throw new AppError('invalid_image', message);
}
