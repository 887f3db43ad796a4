import { asciiAt, concatBytes } from './byte-reader.ts';
import { openTiff, readTiffDirectory, TIFF_TYPE } from './tiff-directory.ts';

const TAG_ORIENTATION = 0x0112;
const EXIF_PREFIX = 'Exif\0\0';

/** Takes off the `Exif\0\0` that JPEG requires before the TIFF block and some WebP writers add. */
export function withoutExifPrefix(bytes: Uint8Array): Uint8Array {
  return asciiAt(bytes, 0, 6) === EXIF_PREFIX ? bytes.subarray(6) : bytes;
}

/**
 * The orientation (1..8) in a TIFF block; 1 when it is absent, broken or out of range. Reads the first directory only.
 * @see https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf (4.6.4 A, Orientation)
 */
export function readExifOrientation(tiff: Uint8Array): number {
  const block = openTiff(tiff);
  const entry = block && readTiffDirectory(block, block.firstAt).get(TAG_ORIENTATION);
  if (!block || entry?.type !== TIFF_TYPE.short) return 1;
  const orientation = block.u16(entry.valueAt);
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** A TIFF block that holds the orientation and nothing else; 26 bytes, always the same for the same orientation. */
export function buildOrientationExif(orientation: number): Uint8Array {
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [TAG_ORIENTATION >> 8, TAG_ORIENTATION & 255, 0, TIFF_TYPE.short, 0, 0, 0, 1, 0, orientation, 0, 0];
  return concatBytes([Uint8Array.from(header), Uint8Array.of(0, 1), Uint8Array.from(entry), new Uint8Array(4)]);
}
