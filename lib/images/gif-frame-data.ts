import { type GifFrame, walkGif } from './gif-blocks.ts';
import { damaged } from './invalid-image.ts';

const MAX_CODES = 4096;
const MAX_CODE_BITS = 12;

/**
 * Checks that the data of every frame give all of its pixels, by the lengths of its codes alone.
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt (appendix F)
 * @throws AppError `invalid_image`
 */
export function requireWholeGifFrames(bytes: Uint8Array): void {
  for (const { frame } of walkGif(bytes).blocks) {
    if (frame !== undefined && countPixels(bytes, frame) < frame.width * frame.height) {
      throw damaged('image/gif', 'pixels of a frame are missing');
    }
  }
}

/** Stops when the frame is full, at the end code, at an impossible code, or when the data end. */
function countPixels(bytes: Uint8Array, { width, height, dataStart }: GifFrame): number {
  const minBits = bytes[dataStart] ?? 0;
  if (minBits < 1 || minBits > 11) return 0;
  const clear = 1 << minBits;
  const lengths = new Uint32Array(MAX_CODES).fill(1, 0, clear);
  const wanted = width * height;
  let [next, codeBits, previous, pixels] = [clear + 2, minBits + 1, -1, 0];
  let [buffer, bufferedBits] = [0, 0];
  let at = dataStart + 1;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    for (const end = at + length; at < end; ) {
      buffer |= (bytes[++at] ?? 0) << bufferedBits;
      bufferedBits += 8;
      while (bufferedBits >= codeBits) {
        const code = buffer & ((1 << codeBits) - 1);
        buffer >>>= codeBits;
        bufferedBits -= codeBits;
        if (code === clear) {
          [next, codeBits, previous] = [clear + 2, minBits + 1, -1];
          continue;
        }
        const isNew = code === next && previous >= 0;
        if (code === clear + 1 || (code >= next && !isNew)) return pixels;
        if (previous >= 0 && next < MAX_CODES) {
          lengths[next++] = (lengths[previous] ?? 0) + 1;
          if (next === 1 << codeBits && codeBits < MAX_CODE_BITS) codeBits++;
        }
        pixels += lengths[code] ?? 0;
        if (pixels >= wanted) return pixels;
        previous = code;
      }
    }
    at++;
  }
  return pixels;
}
