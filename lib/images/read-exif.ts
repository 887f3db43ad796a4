import { cleanText } from '../schemas/clean-text.ts';
import type { Exif } from '../schemas/exif.ts';
import type { ContentType } from './content-types.ts';
import { readExifOrientation } from './exif-orientation.ts';
import { walkJpeg } from './jpeg-segments.ts';
import { walkPng } from './png-chunks.ts';
import { findJpegExif } from './read-jpeg-header.ts';
import { findPngExif } from './read-png-header.ts';
import { findWebpExif } from './read-webp-header.ts';
import {
  openTiff,
  readTiffDirectory,
  readTiffNumber,
  readTiffText,
  type TiffBlock,
  type TiffDirectory,
} from './tiff-directory.ts';
import { walkWebp } from './webp-chunks.ts';

/** @see https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf (4.6) */
const TAG = {
  description: 0x010e,
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  software: 0x0131,
  changedAt: 0x0132,
  artist: 0x013b,
  copyright: 0x8298,
  exposureTime: 0x829a,
  fNumber: 0x829d,
  exifDirectory: 0x8769,
  gpsDirectory: 0x8825,
  iso: 0x8827,
  takenAt: 0x9003,
  takenAtOffset: 0x9011,
  focalLength: 0x920a,
  lens: 0xa434,
} as const;
const GPS_TAG = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;

const MAX_TEXT_BYTES = 1_000;
const MAX_TEXT_LENGTH = 200;

/**
 * What a camera wrote, out of the EXIF block of a file whose structure has been judged; null when there is none. Looks
 * up a fixed set of tags, so that a hostile block costs no more than an honest one; what is broken is left out.
 */
export function readExif(bytes: Uint8Array, contentType: ContentType): Exif | null {
  const found = findExifBlock(bytes, contentType);
  const block = found && openTiff(found);
  if (!block) return null;
  const image = readTiffDirectory(block, block.firstAt);
  const photo = followDirectory(block, image, TAG.exifDirectory);
  const gps = followDirectory(block, image, TAG.gpsDirectory);
  const text = (directory: TiffDirectory, tag: number) => readText(block, directory, tag);
  const positive = (tag: number) => {
    const value = readTiffNumber(block, photo.get(tag));
    return value !== null && value > 0 ? value : null;
  };
  const facts: Exif = {
    takenAt:
      toIsoTime(text(photo, TAG.takenAt), text(photo, TAG.takenAtOffset)) ??
      toIsoTime(text(image, TAG.changedAt), null),
    cameraMake: text(image, TAG.make),
    cameraModel: text(image, TAG.model),
    lens: text(photo, TAG.lens),
    exposureSeconds: positive(TAG.exposureTime),
    fNumber: positive(TAG.fNumber),
    iso: positive(TAG.iso),
    focalLengthMm: positive(TAG.focalLength),
    software: text(image, TAG.software),
    artist: text(image, TAG.artist),
    copyright: text(image, TAG.copyright),
    description: text(image, TAG.description),
    latitude: readDegrees(block, gps, GPS_TAG.latitude, { ref: GPS_TAG.latitudeRef, negative: 'S', max: 90 }),
    longitude: readDegrees(block, gps, GPS_TAG.longitude, { ref: GPS_TAG.longitudeRef, negative: 'W', max: 180 }),
    orientation: image.has(TAG.orientation) ? readExifOrientation(block.bytes) : null,
  };
  return Object.values(facts).some((fact) => fact !== null) ? facts : null;
}

function findExifBlock(bytes: Uint8Array, contentType: ContentType): Uint8Array | null {
  switch (contentType) {
    case 'image/jpeg':
      return findJpegExif(bytes, walkJpeg(bytes));
    case 'image/png':
      return findPngExif(bytes, walkPng(bytes).chunks);
    case 'image/webp':
      return findWebpExif(bytes, walkWebp(bytes).chunks);
    case 'image/gif':
      return null;
  }
}

function followDirectory(block: TiffBlock, from: TiffDirectory, tag: number): TiffDirectory {
  return readTiffDirectory(block, readTiffNumber(block, from.get(tag)) ?? 0);
}

function readText(block: TiffBlock, directory: TiffDirectory, tag: number): string | null {
  const text = readTiffText(block, directory.get(tag), MAX_TEXT_BYTES);
  const cleaned = text === null ? '' : cleanText(text);
  return cleaned === '' ? null : Array.from(cleaned).slice(0, MAX_TEXT_LENGTH).join('');
}

/** `2023:05:20 17:02:00` and, where it is known, `+02:00`. */
function toIsoTime(dateTime: string | null, offset: string | null): string | null {
  const match = dateTime && /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(dateTime);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = new Date(`${local}Z`);
  // The 31st of February would become another day.
  if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(local)) return null;
  return offset !== null && /^[+-]\d\d:\d\d$/.test(offset) ? local + offset : local;
}

function readDegrees(
  block: TiffBlock,
  gps: TiffDirectory,
  tag: number,
  { ref, negative, max }: { ref: number; negative: string; max: number },
): number | null {
  const [degrees, minutes, seconds] = [0, 1, 2].map((index) => readTiffNumber(block, gps.get(tag), index));
  if (degrees == null || minutes == null) return null;
  const value = degrees + minutes / 60 + (seconds ?? 0) / 3600;
  if (value > max) return null;
  const sign = readText(block, gps, ref) === negative ? -1 : 1;
  return (sign * Math.round(value * 1e6)) / 1e6;
}
