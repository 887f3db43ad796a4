import type { ContentType } from '../images/content-types.ts';
import type { Exif } from '../schemas/exif.ts';

export type CheckedImage = {
  contentType: ContentType;
  width: number;
  height: number;
  frames: number;
  /** Base64. */
  thumbhash: string;
  /** For the owner alone. */
  exif: Exif | null;
  variants: { name: string; contentType: ContentType; width: number; height: number; bytes: Buffer }[];
};

export type ImageChecker = {
  /** Proves that the bytes are a whole image of the declared type. @throws AppError with the reason for a refusal */
  check(bytes: Buffer, declaredContentType: string): Promise<CheckedImage>;
  /** The same pixels without metadata. */
  stripMetadata(bytes: Buffer, contentType: string): Uint8Array;
};
