import { u16le } from './byte-reader.ts';
import { walkGif } from './gif-blocks.ts';
import type { ImageHeader } from './image-header.ts';
import { damaged } from './invalid-image.ts';

/**
 * The size is the logical screen, enlarged where a frame reaches beyond it: so does the decoder.
 * @throws AppError `invalid_image`
 */
export function readGifHeader(bytes: Uint8Array): ImageHeader {
  const images = walkGif(bytes).blocks.filter(({ kind }) => kind === 'image');
  if (images.length === 0) throw damaged('image/gif', 'it holds no image');
  let width = u16le(bytes, 6);
  let height = u16le(bytes, 8);
  for (const { right = 0, bottom = 0 } of images) {
    width = Math.max(width, right);
    height = Math.max(height, bottom);
  }
  return { width, height, frames: images.length, orientation: 1, passes: 1 };
}
