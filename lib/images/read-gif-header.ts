import { u16le } from './byte-reader.ts';
import { walkGif } from './gif-blocks.ts';
import type { ImageHeader } from './image-header.ts';
import { damaged } from './invalid-image.ts';

/**
 * The size is the logical screen, enlarged where a frame reaches beyond it: so does the decoder.
 * @throws AppError `invalid_image`
 */
export function readGifHeader(bytes: Uint8Array): ImageHeader {
  const frames = walkGif(bytes).blocks.flatMap(({ frame }) => frame ?? []);
  if (frames.length === 0) throw damaged('image/gif', 'it holds no image');
  let width = u16le(bytes, 6);
  let height = u16le(bytes, 8);
  for (const frame of frames) {
    width = Math.max(width, frame.x + frame.width);
    height = Math.max(height, frame.y + frame.height);
  }
  return { width, height, frames: frames.length, orientation: 1, passes: 1, residentBytes: width * height * 4 };
}
