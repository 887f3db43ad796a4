import { asciiAt, concatBytes, u16be, u16le, u32be, u32le } from './byte-reader.ts';

const TAG_ORIENTATION = 0x0112;
const TYPE_SHORT = 3;
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
  const order = asciiAt(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return 1;
  const u16 = order === 'II' ? u16le : u16be;
  const u32 = order === 'II' ? u32le : u32be;
  if (u16(tiff, 2) !== 42) return 1;
  const directory = u32(tiff, 4);
  if (directory + 2 > tiff.length) return 1;
  const count = u16(tiff, directory);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > tiff.length) return 1;
    if (u16(tiff, entry) !== TAG_ORIENTATION) continue;
    const orientation = u16(tiff, entry + 8);
    const valid = u16(tiff, entry + 2) === TYPE_SHORT && orientation >= 1 && orientation <= 8;
    return valid ? orientation : 1;
  }
  return 1;
}

/** A TIFF block that holds the orientation and nothing else; 26 bytes, always the same for the same orientation. */
export function buildOrientationExif(orientation: number): Uint8Array {
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [TAG_ORIENTATION >> 8, TAG_ORIENTATION & 255, 0, TYPE_SHORT, 0, 0, 0, 1, 0, orientation, 0, 0];
  return concatBytes([Uint8Array.from(header), Uint8Array.of(0, 1), Uint8Array.from(entry), new Uint8Array(4)]);
}
