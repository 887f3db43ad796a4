import { asciiAt, u16le } from './byte-reader.ts';
import { cutShort, damaged } from './invalid-image.ts';

export type GifBlock = {
  kind: 'image' | 'graphic-control' | 'comment' | 'plain-text' | 'application' | 'unknown';
  start: number;
  end: number;
  /** For application extensions their name and code, eleven characters: `NETSCAPE2.0`. */
  application?: string;
  /** For images. */
  frame?: GifFrame;
};

export type GifFrame = {
  /** In pixels of the logical screen. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Where its compressed pixels begin, with the byte that says their code size. */
  dataStart: number;
};

export type GifStructure = {
  /** Where the header ends, with the global colour table. */
  headerEnd: number;
  blocks: GifBlock[];
  /** Where the image ends, after the trailer. */
  end: number;
};

const EXTENSION_KINDS: Record<number, GifBlock['kind']> = {
  1: 'plain-text',
  249: 'graphic-control',
  254: 'comment',
  255: 'application',
};

/**
 * Splits a GIF into its blocks, up to the trailer.
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 * @throws AppError `invalid_image`
 */
export function walkGif(bytes: Uint8Array): GifStructure {
  if (bytes.length < 14) throw cutShort('image/gif');
  const headerEnd = 13 + colourTableBytes(bytes[10] ?? 0);
  const blocks: GifBlock[] = [];
  let start = headerEnd;
  for (;;) {
    const introducer = bytes[start];
    if (introducer === undefined) throw cutShort('image/gif');
    if (introducer === 0x3b) return { headerEnd, blocks, end: start + 1 };
    // Some writers pad with zero bytes between blocks; decoders skip them.
    if (introducer === 0x00) start++;
    else {
      const block = introducer === 0x2c ? readImage(bytes, start) : readExtension(bytes, start);
      blocks.push(block);
      start = block.end;
    }
  }
}

function readImage(bytes: Uint8Array, start: number): GifBlock {
  if (start + 11 > bytes.length) throw cutShort('image/gif');
  const [x = 0, y = 0, width = 0, height = 0] = [1, 3, 5, 7].map((offset) => u16le(bytes, start + offset));
  if (width === 0 || height === 0) throw damaged('image/gif', 'a frame has no pixels');
  const dataStart = start + 10 + colourTableBytes(bytes[start + 9] ?? 0);
  const end = endOfSubBlocks(bytes, dataStart + 1);
  return { kind: 'image', start, end, frame: { x, y, width, height, dataStart } };
}

function readExtension(bytes: Uint8Array, start: number): GifBlock {
  if (bytes[start] !== 0x21) throw damaged('image/gif', 'it holds something that is not GIF');
  const label = bytes[start + 1];
  if (label === undefined) throw cutShort('image/gif');
  const kind = EXTENSION_KINDS[label] ?? 'unknown';
  const end = endOfSubBlocks(bytes, start + 2);
  return kind === 'application'
    ? { kind, start, end, application: asciiAt(bytes, start + 3, Math.min(11, bytes[start + 2] ?? 0)) }
    : { kind, start, end };
}

function endOfSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) throw cutShort('image/gif');
    at += 1 + length;
    if (length === 0) return at;
  }
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
