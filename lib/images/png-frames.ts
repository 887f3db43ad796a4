import { concatBytes, u32be } from './byte-reader.ts';
import { damaged } from './invalid-image.ts';
import { buildPngChunk, PNG_SIGNATURE, type PngChunk } from './png-chunks.ts';

/** One frame of an animated PNG. */
export type PngFrame = {
  width: number;
  height: number;
  /** The chunks with its compressed pixels: IDAT for a first frame that is also the still image, else fdAT. */
  data: PngChunk[];
};

/**
 * The frames of an animated PNG; none for a still one.
 * @see https://www.w3.org/TR/png-3/#apng-frame-based-animation
 * @throws AppError `invalid_image` when they are fewer than announced, out of sequence or outside the canvas.
 */
export function readPngFrames(
  bytes: Uint8Array,
  chunks: readonly PngChunk[],
  canvas: { width: number; height: number },
): PngFrame[] {
  const control = chunks.find(({ type }) => type === 'acTL');
  if (control === undefined) return [];
  const frames: PngFrame[] = [];
  let sequence = 0;
  for (const chunk of chunks) {
    const frame = frames.at(-1);
    if (chunk.type === 'IDAT') frame?.data.push(chunk);
    if (chunk.type !== 'fcTL' && chunk.type !== 'fdAT') continue;
    if (u32be(bytes, chunk.dataStart) !== sequence++) throw damaged('image/png', 'its frames are out of sequence');
    if (chunk.type === 'fcTL') frames.push(readFrameControl(bytes, chunk, canvas));
    else if (frame === undefined) throw damaged('image/png', 'its frames are out of sequence');
    else frame.data.push(chunk);
  }
  if (frames.length !== u32be(bytes, control.dataStart) || frames.some(({ data }) => data.length === 0)) {
    throw damaged('image/png', 'some of its frames are missing');
  }
  return frames;
}

/** A still PNG of one frame, so that a decoder without animation can be made to read every frame. */
export function buildStillOfFrame(bytes: Uint8Array, chunks: readonly PngChunk[], frame: PngFrame): Uint8Array {
  const parts: Uint8Array[] = [PNG_SIGNATURE];
  for (const chunk of chunks) {
    const data = bytes.subarray(chunk.dataStart, chunk.dataEnd);
    if (chunk.type === 'IHDR') parts.push(buildPngChunk('IHDR', resizedHeader(data, frame)));
    if (chunk.type === 'PLTE' || chunk.type === 'tRNS') parts.push(bytes.subarray(chunk.start, chunk.end));
  }
  for (const chunk of frame.data) {
    const skip = chunk.type === 'fdAT' ? 4 : 0;
    parts.push(buildPngChunk('IDAT', bytes.subarray(chunk.dataStart + skip, chunk.dataEnd)));
  }
  parts.push(buildPngChunk('IEND', new Uint8Array()));
  return concatBytes(parts);
}

function readFrameControl(
  bytes: Uint8Array,
  { dataStart, dataEnd }: PngChunk,
  canvas: { width: number; height: number },
): PngFrame {
  const [width = 0, height = 0, x = 0, y = 0] = [4, 8, 12, 16].map((offset) => u32be(bytes, dataStart + offset));
  const outside = x + width > canvas.width || y + height > canvas.height;
  if (dataEnd - dataStart !== 26 || width === 0 || height === 0 || outside) {
    throw damaged('image/png', 'a frame lies outside of the image');
  }
  return { width, height, data: [] };
}

function resizedHeader(header: Uint8Array, { width, height }: PngFrame): Uint8Array {
  const resized = header.slice();
  const view = new DataView(resized.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  return resized;
}
