import { asciiAt, u16be, u16le, u24le, u32be, u32le } from './byte-reader.ts';
import type { ContentType } from './content-types.ts';

type Size = { width: number; height: number };

/** As much of a file as {@link readClaimedSize} looks at: a JPEG says its size behind its metadata. */
export const CLAIMED_SIZE_BYTES = 65_536;

/**
 * The size that the first bytes of a file claim, unproven and before any turning; null when they do not tell. Enough to
 * keep a browser from decoding a bomb only to show a preview of it.
 */
export function readClaimedSize(head: Uint8Array, contentType: ContentType): Size | null {
  switch (contentType) {
    case 'image/png':
      return head.length < 24 ? null : { width: u32be(head, 16), height: u32be(head, 20) };
    case 'image/gif':
      return head.length < 10 ? null : { width: u16le(head, 6), height: u16le(head, 8) };
    case 'image/webp':
      return head.length < 30 ? null : webpSize(head);
    case 'image/jpeg':
      return jpegSize(head);
  }
}

function webpSize(head: Uint8Array): Size | null {
  switch (asciiAt(head, 12, 4)) {
    case 'VP8X':
      return { width: u24le(head, 24) + 1, height: u24le(head, 27) + 1 };
    case 'VP8 ':
      return { width: u16le(head, 26) & 0x3fff, height: u16le(head, 28) & 0x3fff };
    case 'VP8L': {
      const packed = u32le(head, 21);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    default:
      return null;
  }
}

/** Walks the segments to the start of frame (SOF0 to SOF15, without the tables DHT, JPG and DAC among them). */
function jpegSize(head: Uint8Array): Size | null {
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
    } else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: u16be(head, at + 7), height: u16be(head, at + 5) };
    } else {
      at += 2 + u16be(head, at + 2);
    }
  }
  return null;
}
