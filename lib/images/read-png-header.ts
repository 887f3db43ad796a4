import { u32be } from './byte-reader.ts';
import { readExifOrientation } from './exif-orientation.ts';
import type { ImageHeader } from './image-header.ts';
import { damaged } from './invalid-image.ts';
import { type PngChunk, walkPng } from './png-chunks.ts';
import { readPngFrames } from './png-frames.ts';

const CRITICAL: readonly string[] = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

/** Allowed bit depths by colour type. */
const BIT_DEPTHS: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Decoded channels by colour type. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 4, 4: 2, 6: 4 };

/** @throws AppError `invalid_image` */
export function readPngHeader(bytes: Uint8Array): ImageHeader {
  const { chunks } = walkPng(bytes);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.dataEnd - header.dataStart !== 13) {
    throw damaged('image/png', 'it has no proper header');
  }
  checkOrder(chunks);
  const width = u32be(bytes, header.dataStart);
  const height = u32be(bytes, header.dataStart + 4);
  const [bitDepth = 0, colourType = -1, compression, filter, interlace = 2] = bytes.subarray(header.dataStart + 8);
  const depthFits = BIT_DEPTHS[colourType]?.includes(bitDepth) ?? false;
  if (!depthFits || compression !== 0 || filter !== 0 || interlace > 1) {
    throw damaged('image/png', 'its header says impossible things');
  }
  if (colourType === 3 && !chunks.some(({ type }) => type === 'PLTE')) {
    throw damaged('image/png', 'its palette is missing');
  }
  const frames = readPngFrames(bytes, chunks, { width, height });
  const bytesPerPixel = (CHANNELS[colourType] ?? 4) * (bitDepth === 16 ? 2 : 1);
  return {
    width,
    height,
    frames: Math.max(1, frames.length),
    orientation: pngOrientation(bytes, chunks),
    passes: 1,
    residentBytes: interlace === 1 ? width * height * bytesPerPixel : 0,
  };
}

/** The orientation in the eXIf chunk, 1 without one. */
export function pngOrientation(bytes: Uint8Array, chunks: readonly PngChunk[]): number {
  const exif = findPngExif(bytes, chunks);
  return exif === null ? 1 : readExifOrientation(exif);
}

/** The TIFF block in the eXIf chunk. */
export function findPngExif(bytes: Uint8Array, chunks: readonly PngChunk[]): Uint8Array | null {
  const exif = chunks.find(({ type }) => type === 'eXIf');
  return exif === undefined ? null : bytes.subarray(exif.dataStart, exif.dataEnd);
}

function checkOrder(chunks: readonly PngChunk[]): void {
  const isCritical = ({ type }: PngChunk) => /^[A-Z]/.test(type);
  if (chunks.some((chunk) => isCritical(chunk) && !CRITICAL.includes(chunk.type))) {
    throw damaged('image/png', 'it needs an extension that browsers do not know');
  }
  const order = chunks.map(({ type }) => type);
  const first = order.indexOf('IDAT');
  if (first < 0) throw damaged('image/png', 'it holds no image');
  const run = order.slice(first, order.lastIndexOf('IDAT') + 1);
  if (run.some((type) => type !== 'IDAT') || order.lastIndexOf('IHDR') > 0 || order.lastIndexOf('PLTE') > first) {
    throw damaged('image/png', 'its parts are in the wrong order');
  }
}
