import { crc32 } from 'node:zlib';
import { asciiAt, asciiBytes, concatBytes, toU32be, u32be } from './byte-reader.ts';
import { cutShort, damaged } from './invalid-image.ts';

export type PngChunk = { type: string; start: number; dataStart: number; dataEnd: number; end: number };

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * Splits a PNG into its chunks, IHDR to IEND, and checks the CRC of each. Nothing is inflated.
 * @returns the chunks and where the image ends, after IEND.
 * @throws AppError `invalid_image`
 */
export function walkPng(bytes: Uint8Array): { chunks: PngChunk[]; end: number } {
  const chunks: PngChunk[] = [];
  let start = PNG_SIGNATURE.length;
  for (;;) {
    if (start + 12 > bytes.length) throw cutShort('image/png');
    const type = asciiAt(bytes, start + 4, 4);
    if (!/^[A-Za-z]{4}$/.test(type)) throw damaged('image/png', 'it holds something that is not PNG');
    const dataStart = start + 8;
    const dataEnd = dataStart + u32be(bytes, start);
    const end = dataEnd + 4;
    if (end > bytes.length) throw cutShort('image/png');
    if (crc32(bytes.subarray(start + 4, dataEnd)) !== u32be(bytes, dataEnd)) {
      throw damaged('image/png', `the checksum of its ${type} part does not match`);
    }
    chunks.push({ type, start, dataStart, dataEnd, end });
    if (type === 'IEND') return { chunks, end };
    start = end;
  }
}

export function buildPngChunk(type: string, data: Uint8Array): Uint8Array {
  const typed = concatBytes([asciiBytes(type), data]);
  return concatBytes([toU32be(data.length), typed, toU32be(crc32(typed))]);
}
