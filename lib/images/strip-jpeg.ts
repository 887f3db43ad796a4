import { asciiBytes, concatBytes, sameBytes } from './byte-reader.ts';
import { buildOrientationExif } from './exif-orientation.ts';
import { hasIdentifier, JPEG, type JpegSegment, walkJpeg } from './jpeg-segments.ts';
import { jpegOrientation } from './read-jpeg-header.ts';

/** A JFIF payload without its thumbnail, and the part of an Adobe payload that decoders read. */
const JFIF_BYTES = 14;
const ADOBE_BYTES = 12;

/** @throws AppError `invalid_image` */
export function stripJpeg(bytes: Uint8Array): Uint8Array {
  const structure = walkJpeg(bytes);
  const orientation = jpegOrientation(bytes, structure);
  const start: Uint8Array[] = [Uint8Array.of(0xff, JPEG.SOI)];
  const rest: Uint8Array[] = orientation === 1 ? [] : [buildOrientationSegment(orientation)];
  for (const segment of structure.segments) {
    if (isJfif(bytes, segment)) {
      // JFIF wants to be first, and once is enough.
      if (start.length === 1) start.push(buildJfif(bytes, segment));
    } else if (isAdobe(bytes, segment)) {
      const payload = bytes.subarray(segment.dataStart, segment.dataStart + ADOBE_BYTES);
      rest.push(buildSegment(JPEG.APP14, payload));
    } else if (jpegMetadataName(bytes, segment) === null) {
      rest.push(bytes.subarray(segment.start, segment.end));
    }
  }
  return concatBytes([...start, ...rest, Uint8Array.of(0xff, JPEG.EOI)]);
}

/** @throws AppError `invalid_image` */
export function findJpegMetadata(bytes: Uint8Array): string[] {
  const { segments, hasStrayBytes, end } = walkJpeg(bytes);
  const found = segments.flatMap((segment) => {
    if (isOrientationSegment(bytes, segment)) return [];
    const name = jpegMetadataName(bytes, segment) ?? oversizedName(bytes, segment);
    return name === null ? [] : [name];
  });
  if (hasStrayBytes) found.push('stray bytes');
  if (end < bytes.length) found.push('trailing bytes');
  return found;
}

/** What a segment is that no decoder needs, or `null` when the image needs it. */
function jpegMetadataName(bytes: Uint8Array, segment: JpegSegment): string | null {
  const { marker } = segment;
  if (marker === JPEG.COM) return 'comment';
  // Reserved for extensions that nothing reads.
  if (marker > JPEG.APP15) return `segment ${marker.toString(16)}`;
  if (marker < JPEG.APP0 || isJfif(bytes, segment) || isAdobe(bytes, segment)) return null;
  const starts = (identifier: string) => hasIdentifier(bytes, segment, identifier);
  if (marker === JPEG.APP2 && starts('ICC_PROFILE\0')) return null;
  if (starts('Exif\0')) return 'EXIF';
  if (starts('http://ns.adobe.com/')) return 'XMP';
  if (starts('Photoshop 3.0\0')) return 'IPTC';
  if (starts('MPF\0')) return 'MPF';
  return `APP${marker - JPEG.APP0}`;
}

function oversizedName(bytes: Uint8Array, segment: JpegSegment): string | null {
  const length = segment.dataEnd - segment.dataStart;
  if (isJfif(bytes, segment) && length > JFIF_BYTES) return 'JFIF thumbnail';
  return isAdobe(bytes, segment) && length > ADOBE_BYTES ? 'APP14' : null;
}

function isJfif(bytes: Uint8Array, segment: JpegSegment): boolean {
  const isLongEnough = segment.dataEnd - segment.dataStart >= JFIF_BYTES;
  return segment.marker === JPEG.APP0 && isLongEnough && hasIdentifier(bytes, segment, 'JFIF\0');
}

function isAdobe(bytes: Uint8Array, segment: JpegSegment): boolean {
  const isLongEnough = segment.dataEnd - segment.dataStart >= ADOBE_BYTES;
  return segment.marker === JPEG.APP14 && isLongEnough && hasIdentifier(bytes, segment, 'Adobe');
}

function buildJfif(bytes: Uint8Array, segment: JpegSegment): Uint8Array {
  const payload = bytes.slice(segment.dataStart, segment.dataStart + JFIF_BYTES);
  // The last two bytes are the size of the thumbnail.
  payload.fill(0, JFIF_BYTES - 2);
  return buildSegment(JPEG.APP0, payload);
}

function buildOrientationSegment(orientation: number): Uint8Array {
  return buildSegment(JPEG.APP1, concatBytes([asciiBytes('Exif\0\0'), buildOrientationExif(orientation)]));
}

function isOrientationSegment(bytes: Uint8Array, segment: JpegSegment): boolean {
  const own = bytes.subarray(segment.start, segment.end);
  return [2, 3, 4, 5, 6, 7, 8].some((orientation) => sameBytes(own, buildOrientationSegment(orientation)));
}

function buildSegment(marker: number, payload: Uint8Array): Uint8Array {
  const length = payload.length + 2;
  return concatBytes([Uint8Array.of(0xff, marker, length >> 8, length & 255), payload]);
}
