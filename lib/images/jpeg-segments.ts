import { asciiAt, u16be } from './byte-reader.ts';
import { cutShort, damaged } from './invalid-image.ts';

export type JpegSegment = {
  /** The second byte of the marker: 0xda is SOS. */
  marker: number;
  /** Where the marker begins. */
  start: number;
  /** Where the payload begins and ends, after the two length bytes. */
  dataStart: number;
  dataEnd: number;
  /** Where the segment ends; for SOS after the entropy-coded data that follow its payload. */
  end: number;
};

export type JpegStructure = {
  segments: JpegSegment[];
  /** True when bytes that belong to no segment lie between two of them. */
  hasStrayBytes: boolean;
  /** Where the image ends, after EOI. Thumbnails in EXIF have an EOI of their own, which is not this one. */
  end: number;
};

export const JPEG = {
  SOF_BASELINE: 0xc0,
  SOF_EXTENDED: 0xc1,
  SOF_PROGRESSIVE: 0xc2,
  DHT: 0xc4,
  SOI: 0xd8,
  EOI: 0xd9,
  SOS: 0xda,
  DQT: 0xdb,
  DNL: 0xdc,
  DRI: 0xdd,
  APP0: 0xe0,
  APP1: 0xe1,
  APP2: 0xe2,
  APP14: 0xee,
  APP15: 0xef,
  COM: 0xfe,
} as const;

/**
 * Splits a JPEG into its segments, through every scan up to EOI.
 * @throws AppError `invalid_image`
 */
export function walkJpeg(bytes: Uint8Array): JpegStructure {
  const segments: JpegSegment[] = [];
  let hasStrayBytes = false;
  let at = 2;
  for (;;) {
    const start = bytes.indexOf(0xff, at);
    const marker = bytes[start + 1];
    if (start < 0 || marker === undefined) throw cutShort('image/jpeg');
    hasStrayBytes ||= start !== at;
    if (marker === JPEG.EOI) return { segments, hasStrayBytes, end: start + 2 };
    if (marker === JPEG.SOI) throw damaged('image/jpeg', 'a second image starts inside it');
    if (marker === 0xff || marker <= 0x01 || isRestart(marker)) {
      // A fill byte, or a marker without payload that has no meaning between segments.
      hasStrayBytes = true;
      at = start + (marker === 0xff ? 1 : 2);
      continue;
    }
    const length = u16be(bytes, start + 2);
    const dataEnd = start + 2 + length;
    if (dataEnd > bytes.length) throw cutShort('image/jpeg');
    if (length < 2) throw damaged('image/jpeg', 'a segment has an impossible length');
    const end = marker === JPEG.SOS ? endOfEntropyData(bytes, dataEnd) : dataEnd;
    segments.push({ marker, start, dataStart: start + 4, dataEnd, end });
    at = end;
  }
}

/** True when the payload of a segment begins with this text. */
export function hasIdentifier(bytes: Uint8Array, segment: JpegSegment, identifier: string): boolean {
  const fits = segment.dataEnd - segment.dataStart >= identifier.length;
  return fits && asciiAt(bytes, segment.dataStart, identifier.length) === identifier;
}

/** Within entropy-coded data 0xff is followed by 0x00 (a literal 0xff) or a restart marker; anything else ends them. */
function endOfEntropyData(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const next = bytes[at + 1];
    if (at < 0 || next === undefined) throw cutShort('image/jpeg');
    if (next !== 0x00 && next !== 0xff && !isRestart(next)) return at;
    at += next === 0xff ? 1 : 2;
  }
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
