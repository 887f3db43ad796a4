import { concatBytes, sameBytes } from './byte-reader.ts';
import { buildOrientationExif } from './exif-orientation.ts';
import { buildPngChunk, PNG_SIGNATURE, type PngChunk, walkPng } from './png-chunks.ts';
import { pngOrientation } from './read-png-header.ts';

/** Everything that changes how the image looks. Of the rest only a minimal eXIf with the orientation may stay. */
const KEPT: readonly string[] = [
  ...['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'bKGD', 'pHYs'],
  ...['acTL', 'fcTL', 'fdAT'],
];

const NAMES: Record<string, string> = { tEXt: 'text', zTXt: 'text', iTXt: 'text', eXIf: 'EXIF', tIME: 'time' };

/** @throws AppError `invalid_image` */
export function stripPng(bytes: Uint8Array): Uint8Array {
  const { chunks } = walkPng(bytes);
  const orientation = pngOrientation(bytes, chunks);
  const parts: Uint8Array[] = [PNG_SIGNATURE];
  for (const chunk of chunks) {
    if (KEPT.includes(chunk.type)) parts.push(bytes.subarray(chunk.start, chunk.end));
    if (chunk.type === 'IHDR' && orientation !== 1) parts.push(buildOrientationChunk(orientation));
  }
  return concatBytes(parts);
}

/** @throws AppError `invalid_image` */
export function findPngMetadata(bytes: Uint8Array): string[] {
  const { chunks, end } = walkPng(bytes);
  const found = chunks
    .filter((chunk) => !KEPT.includes(chunk.type) && !isOrientationChunk(bytes, chunk))
    .map(({ type }) => NAMES[type] ?? type);
  if (end < bytes.length) found.push('trailing bytes');
  return found;
}

function buildOrientationChunk(orientation: number): Uint8Array {
  return buildPngChunk('eXIf', buildOrientationExif(orientation));
}

function isOrientationChunk(bytes: Uint8Array, chunk: PngChunk): boolean {
  const own = bytes.subarray(chunk.start, chunk.end);
  return [2, 3, 4, 5, 6, 7, 8].some((orientation) => sameBytes(own, buildOrientationChunk(orientation)));
}
