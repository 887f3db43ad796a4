import type { ContentType } from './content-types.ts';
import { readGifHeader } from './read-gif-header.ts';
import { readJpegHeader } from './read-jpeg-header.ts';
import { readPngHeader } from './read-png-header.ts';
import { readWebpHeader } from './read-webp-header.ts';

/** What a file says about itself, read from its structure without decoding a pixel. */
export type ImageHeader = {
  /** As stored, before the orientation is applied. */
  width: number;
  height: number;
  frames: number;
  /** EXIF orientation, 1..8. */
  orientation: number;
  /** How many times a decoder goes over the pixels of a frame: the scans of a JPEG, else 1. */
  passes: number;
  /** What a decoder has to hold in memory at once; 0 when it goes row by row. */
  residentBytes: number;
};

const READERS = {
  'image/png': readPngHeader,
  'image/jpeg': readJpegHeader,
  'image/webp': readWebpHeader,
  'image/gif': readGifHeader,
} as const satisfies Record<ContentType, (bytes: Uint8Array) => ImageHeader>;

/**
 * Walks the whole structure of a file up to its end marker; bytes after it are allowed.
 * @throws AppError `invalid_image` when it is cut short, damaged, or of a kind that browsers do not show.
 */
export function readImageHeader(bytes: Uint8Array, contentType: ContentType): ImageHeader {
  return READERS[contentType](bytes);
}
