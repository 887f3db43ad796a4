import { asciiAt, u16le, u24le, u32le } from './byte-reader.ts';
import { readExifOrientation, withoutExifPrefix } from './exif-orientation.ts';
import type { ImageHeader } from './image-header.ts';
import { damaged } from './invalid-image.ts';
import { WEBP_FLAGS, type WebpChunk, walkWebp, walkWebpFrame } from './webp-chunks.ts';

type Size = { width: number; height: number };

/** @throws AppError `invalid_image` */
export function readWebpHeader(bytes: Uint8Array): ImageHeader {
  const { chunks } = walkWebp(bytes);
  const [first] = chunks;
  if (first === undefined) throw damaged('image/webp', 'it holds no image');
  if (first.fourcc !== 'VP8X') return toHeader(bitstreamSize(bytes, [first]), 1, 1);
  if (first.dataEnd - first.dataStart < 10) throw damaged('image/webp', 'its header is too short');
  const canvas = sizeMinusOne(bytes, first.dataStart + 4);
  const flags = bytes[first.dataStart] ?? 0;
  const orientation = webpOrientation(bytes, chunks);
  if ((flags & WEBP_FLAGS.animation) === 0) {
    const size = bitstreamSize(bytes, chunks);
    if (!sameSize(size, canvas)) throw damaged('image/webp', 'its header and its image differ in size');
    return toHeader(canvas, 1, orientation);
  }
  const frames = chunks.filter(({ fourcc }) => fourcc === 'ANMF');
  if (frames.length === 0) throw damaged('image/webp', 'it holds no image');
  for (const frame of frames) checkFrame(bytes, frame, canvas);
  return toHeader(canvas, frames.length, orientation);
}

/** The orientation in the EXIF chunk; 1 without one, or when the header does not announce it. */
export function webpOrientation(bytes: Uint8Array, chunks: readonly WebpChunk[]): number {
  const [header] = chunks;
  const announced = header?.fourcc === 'VP8X' && ((bytes[header.dataStart] ?? 0) & WEBP_FLAGS.exif) !== 0;
  const exif = findWebpExif(bytes, chunks);
  return announced && exif !== null ? readExifOrientation(exif) : 1;
}

/** The TIFF block in the EXIF chunk, whether or not the header announces it. */
export function findWebpExif(bytes: Uint8Array, chunks: readonly WebpChunk[]): Uint8Array | null {
  const exif = chunks.find(({ fourcc }) => fourcc === 'EXIF');
  return exif === undefined ? null : withoutExifPrefix(bytes.subarray(exif.dataStart, exif.dataEnd));
}

function toHeader({ width, height }: Size, frames: number, orientation: number): ImageHeader {
  return { width, height, frames, orientation, passes: 1, residentBytes: width * height * 4 };
}

function checkFrame(bytes: Uint8Array, frame: WebpChunk, canvas: Size): void {
  if (frame.dataEnd - frame.dataStart < 24) throw damaged('image/webp', 'a frame is too short');
  const x = 2 * u24le(bytes, frame.dataStart);
  const y = 2 * u24le(bytes, frame.dataStart + 3);
  const size = sizeMinusOne(bytes, frame.dataStart + 6);
  const inside = x + size.width <= canvas.width && y + size.height <= canvas.height;
  if (!inside || !sameSize(size, bitstreamSize(bytes, walkWebpFrame(bytes, frame)))) {
    throw damaged('image/webp', 'a frame lies outside of the image');
  }
}

function bitstreamSize(bytes: Uint8Array, chunks: readonly WebpChunk[]): Size {
  const chunk = chunks.find(({ fourcc }) => fourcc === 'VP8 ' || fourcc === 'VP8L');
  if (chunk === undefined) throw damaged('image/webp', 'it holds no image');
  const at = chunk.dataStart;
  const length = chunk.dataEnd - at;
  if (chunk.fourcc === 'VP8 ' && length >= 10 && asciiAt(bytes, at + 3, 3) === '\x9d\x01\x2a') {
    return { width: u16le(bytes, at + 6) & 0x3fff, height: u16le(bytes, at + 8) & 0x3fff };
  }
  if (chunk.fourcc === 'VP8L' && length >= 5 && bytes[at] === 0x2f) {
    const packed = u32le(bytes, at + 1);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  throw damaged('image/webp', 'its image does not start as it should');
}

function sizeMinusOne(bytes: Uint8Array, at: number): Size {
  return { width: u24le(bytes, at) + 1, height: u24le(bytes, at + 3) + 1 };
}

function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}
