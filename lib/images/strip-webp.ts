import { asciiBytes, concatBytes, sameBytes, toU32le } from './byte-reader.ts';
import { buildOrientationExif } from './exif-orientation.ts';
import { webpOrientation } from './read-webp-header.ts';
import { buildWebpChunk, WEBP_FLAGS, type WebpChunk, walkWebp, walkWebpFrame, webpFrameHeader } from './webp-chunks.ts';

const KEPT: readonly string[] = ['VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L'];
const KEPT_IN_FRAME: readonly string[] = ['ALPH', 'VP8 ', 'VP8L'];

/** @throws AppError `invalid_image` */
export function stripWebp(bytes: Uint8Array): Uint8Array {
  const { chunks } = walkWebp(bytes);
  const orientation = webpOrientation(bytes, chunks);
  const parts = chunks.filter(({ fourcc }) => KEPT.includes(fourcc)).map((chunk) => rebuild(bytes, chunk, orientation));
  // EXIF comes after the image data.
  if (orientation !== 1) parts.push(buildWebpChunk('EXIF', buildOrientationExif(orientation)));
  const body = concatBytes([asciiBytes('WEBP'), ...parts]);
  return concatBytes([asciiBytes('RIFF'), toU32le(body.length), body]);
}

/** @throws AppError `invalid_image` */
export function findWebpMetadata(bytes: Uint8Array): string[] {
  const { chunks, end } = walkWebp(bytes);
  const found = chunks.flatMap((chunk) => {
    if (chunk.fourcc === 'ANMF') {
      const hidden = walkWebpFrame(bytes, chunk).filter(({ fourcc }) => !KEPT_IN_FRAME.includes(fourcc));
      return hidden.map(({ fourcc }) => fourcc.trim());
    }
    return KEPT.includes(chunk.fourcc) || isOrientationChunk(bytes, chunk) ? [] : [chunk.fourcc.trim()];
  });
  if (end < bytes.length) found.push('trailing bytes');
  return found;
}

function rebuild(bytes: Uint8Array, chunk: WebpChunk, orientation: number): Uint8Array {
  const data = bytes.subarray(chunk.dataStart, chunk.dataEnd);
  if (chunk.fourcc === 'VP8X') {
    const header = data.slice(0, 10);
    const shown = (header[0] ?? 0) & (WEBP_FLAGS.icc | WEBP_FLAGS.alpha | WEBP_FLAGS.animation);
    header[0] = orientation === 1 ? shown : shown | WEBP_FLAGS.exif;
    return buildWebpChunk('VP8X', header);
  }
  if (chunk.fourcc === 'ANMF') {
    const inner = walkWebpFrame(bytes, chunk)
      .filter(({ fourcc }) => KEPT_IN_FRAME.includes(fourcc))
      .map(({ fourcc, dataStart, dataEnd }) => buildWebpChunk(fourcc, bytes.subarray(dataStart, dataEnd)));
    return buildWebpChunk('ANMF', concatBytes([webpFrameHeader(bytes, chunk), ...inner]));
  }
  return buildWebpChunk(chunk.fourcc, data);
}

function isOrientationChunk(bytes: Uint8Array, chunk: WebpChunk): boolean {
  if (chunk.fourcc !== 'EXIF') return false;
  const data = bytes.subarray(chunk.dataStart, chunk.dataEnd);
  return [2, 3, 4, 5, 6, 7, 8].some((orientation) => sameBytes(data, buildOrientationExif(orientation)));
}
