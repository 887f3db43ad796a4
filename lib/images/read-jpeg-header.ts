import { u16be } from './byte-reader.ts';
import { readExifOrientation } from './exif-orientation.ts';
import type { ImageHeader } from './image-header.ts';
import { damaged } from './invalid-image.ts';
import { hasIdentifier, JPEG, type JpegStructure, walkJpeg } from './jpeg-segments.ts';

const SHOWABLE_FRAMES: readonly number[] = [JPEG.SOF_BASELINE, JPEG.SOF_EXTENDED, JPEG.SOF_PROGRESSIVE];

/** @throws AppError `invalid_image` */
export function readJpegHeader(bytes: Uint8Array): ImageHeader {
  const structure = walkJpeg(bytes);
  const { segments } = structure;
  const strange = segments.find(({ marker }) => isStrange(marker));
  if (strange !== undefined) throw damaged('image/jpeg', 'it is of a kind that browsers do not show');
  const frames = segments.filter(({ marker }) => SHOWABLE_FRAMES.includes(marker));
  const scans = segments.filter(({ marker }) => marker === JPEG.SOS);
  const [frame] = frames;
  const [scan] = scans;
  if (frame === undefined || scan === undefined) throw damaged('image/jpeg', 'it holds no image');
  if (frames.length > 1 || frame.start > scan.start) throw damaged('image/jpeg', 'its parts are in the wrong order');
  const components = bytes[frame.dataStart + 5];
  const bitsPerSample = bytes[frame.dataStart];
  if (components === undefined || frame.dataEnd - frame.dataStart !== 6 + components * 3) {
    throw damaged('image/jpeg', 'its header has an impossible length');
  }
  if (bitsPerSample !== 8 || ![1, 3, 4].includes(components)) {
    throw damaged('image/jpeg', 'it is of a kind that browsers do not show');
  }
  const height = u16be(bytes, frame.dataStart + 1);
  const width = u16be(bytes, frame.dataStart + 3);
  const isBuffered = frame.marker === JPEG.SOF_PROGRESSIVE || scans.length > 1;
  return {
    width,
    height,
    frames: 1,
    orientation: jpegOrientation(bytes, structure),
    passes: scans.length,
    residentBytes: isBuffered ? coefficientBytes(bytes.subarray(frame.dataStart + 6, frame.dataEnd), width, height) : 0,
  };
}

/** The orientation in the first EXIF segment, 1 without one. */
export function jpegOrientation(bytes: Uint8Array, structure: JpegStructure): number {
  const exif = findJpegExif(bytes, structure);
  return exif === null ? 1 : readExifOrientation(exif);
}

/** The TIFF block of the first EXIF segment. */
export function findJpegExif(bytes: Uint8Array, { segments }: JpegStructure): Uint8Array | null {
  const exif = segments.find((segment) => segment.marker === JPEG.APP1 && hasIdentifier(bytes, segment, 'Exif\0\0'));
  return exif === undefined ? null : bytes.subarray(exif.dataStart + 6, exif.dataEnd);
}

/** An image in several scans is held as two bytes a coefficient, fewer of them for subsampled colours. */
function coefficientBytes(components: Uint8Array, width: number, height: number): number {
  const factors = [...components].filter((_, i) => i % 3 === 1).map((byte) => ({ x: byte >> 4, y: byte & 15 }));
  const maxX = Math.max(1, ...factors.map(({ x }) => x));
  const maxY = Math.max(1, ...factors.map(({ y }) => y));
  const blocks = (length: number, factor: number, max: number) => Math.ceil((length * factor) / max / 8);
  const counts = factors.map(({ x, y }) => blocks(width, x, maxX) * blocks(height, y, maxY));
  return counts.reduce((sum, count) => sum + count * 64 * 2, 0);
}

/** Lossless, arithmetic-coded and hierarchical JPEGs, and reserved markers: decoders of browsers refuse them. */
function isStrange(marker: number): boolean {
  if (marker < 0xc0) return true;
  if (marker < JPEG.SOI) return marker !== JPEG.DHT && !SHOWABLE_FRAMES.includes(marker);
  return marker === 0xde || marker === 0xdf;
}
