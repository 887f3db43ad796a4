import { asciiAt, asciiBytes, concatBytes, toU32le, u32le } from './byte-reader.ts';
import { cutShort, damaged } from './invalid-image.ts';

export type WebpChunk = {
  fourcc: string;
  start: number;
  dataStart: number;
  dataEnd: number;
  /** With the padding byte after an odd length. */
  end: number;
};

export const WEBP_FLAGS = { animation: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, icc: 0x20 } as const;

const FRAME_HEADER_BYTES = 16;

/**
 * Splits a WebP into its top-level chunks, as far as its RIFF size says.
 * @see https://developers.google.com/speed/webp/docs/riff_container
 * @returns the chunks and where the image ends.
 * @throws AppError `invalid_image`
 */
export function walkWebp(bytes: Uint8Array): { chunks: WebpChunk[]; end: number } {
  if (bytes.length < 20) throw cutShort('image/webp');
  const end = 8 + u32le(bytes, 4);
  if (end > bytes.length) throw cutShort('image/webp');
  return { chunks: walkChunks(bytes, 12, end), end };
}

/** The chunks inside an ANMF chunk, after its frame header. @throws AppError `invalid_image` */
export function walkWebpFrame(bytes: Uint8Array, frame: WebpChunk): WebpChunk[] {
  return walkChunks(bytes, frame.dataStart + FRAME_HEADER_BYTES, frame.dataEnd);
}

export function webpFrameHeader(bytes: Uint8Array, frame: WebpChunk): Uint8Array {
  return bytes.subarray(frame.dataStart, frame.dataStart + FRAME_HEADER_BYTES);
}

export function buildWebpChunk(fourcc: string, data: Uint8Array): Uint8Array {
  return concatBytes([asciiBytes(fourcc), toU32le(data.length), data, new Uint8Array(data.length % 2)]);
}

function walkChunks(bytes: Uint8Array, from: number, to: number): WebpChunk[] {
  const chunks: WebpChunk[] = [];
  let start = from;
  while (start < to) {
    const dataStart = start + 8;
    if (dataStart > to) throw damaged('image/webp', 'one of its parts has an impossible length');
    const length = u32le(bytes, start + 4);
    const dataEnd = dataStart + length;
    if (dataEnd > to) throw damaged('image/webp', 'one of its parts has an impossible length');
    // The padding of the very last chunk is missing from some files.
    const end = Math.min(to, dataEnd + (length % 2));
    chunks.push({ fourcc: asciiAt(bytes, start, 4), start, dataStart, dataEnd, end });
    start = end;
  }
  return chunks;
}
