import type { ContentType } from './content-types.ts';

/** How many bytes from the start of a file {@link sniffContentType} and {@link describeForeignType} want to see. */
export const SNIFF_BYTES = 512;

/**
 * Tells the type by magic bytes alone. Works in the browser; says nothing about the rest of the file.
 * @param head the first 16 bytes or more (all of them when the file is shorter).
 */
export function sniffContentType(head: Uint8Array): ContentType | null {
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(head, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)) return 'image/webp';
  if (startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a')) return 'image/gif';
  return null;
}

const MAGIC: readonly [offset: number, magic: string, name: string][] = [
  [0, '\x89PNG', 'a PNG that was damaged in transfer'],
  [0, '%PDF', 'a PDF'],
  [0, 'BM', 'a BMP image'],
  [0, 'II*\0', 'a TIFF or camera raw image'],
  [0, 'MM\0*', 'a TIFF or camera raw image'],
  [0, 'II+\0', 'a TIFF or camera raw image'],
  [0, 'PK\x03\x04', 'a ZIP archive or an office document'],
  [0, 'PK\x05\x06', 'an empty ZIP archive'],
  [0, '8BPS', 'a Photoshop document'],
  [0, '%!PS', 'a PostScript document'],
  [0, '\0\0\x01\0', 'an icon file'],
  [0, '\xff\x0a', 'a JPEG XL image'],
  [0, '\0\0\0\x0cJXL ', 'a JPEG XL image'],
  [0, '\0\0\0\x0cjP  ', 'a JPEG 2000 image'],
  [0, '\x1aE\xdf\xa3', 'a WebM or Matroska video'],
  [0, '\x7fELF', 'a program'],
  [0, 'MZ', 'a program'],
  [0, 'Rar!', 'a RAR archive'],
  [0, '7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  [0, '\x1f\x8b', 'a gzip archive'],
  [0, 'ID3', 'an audio file'],
  [0, 'OggS', 'an Ogg file'],
  [8, 'AVI ', 'an AVI video'],
  [8, 'WAVE', 'an audio file'],
];

const BRANDS: readonly [brands: string, name: string][] = [
  ['avif avis', 'an AVIF image'],
  ['heic heix hevc hevx heim heis mif1 msf1', 'a HEIC photo'],
  ['qt  ', 'a QuickTime video'],
  ['crx ', 'a camera raw image'],
];

const MARKUP: readonly [pattern: RegExp, name: string][] = [
  [/<svg[\s>]/i, 'an SVG drawing'],
  [/^\s*(<!doctype html|<html|<head|<body|<script)/i, 'an HTML page'],
  [/^\s*<\?xml/i, 'an XML document'],
  [/^\s*<\?php/i, 'a PHP script'],
  [/^\s*[{[]\s*["{[\]}]/, 'a JSON file'],
];

/**
 * Names in words what a file is that {@link sniffContentType} does not know, article included: "a HEIC photo".
 * `null` when it is one of ours or nothing known.
 * @param head the first {@link SNIFF_BYTES} bytes.
 */
export function describeForeignType(head: Uint8Array): string | null {
  if (sniffContentType(head) !== null) return null;
  if (startsWith(head, 'ftyp', 4)) {
    const brand = latin1(head.subarray(8, 12));
    return BRANDS.find(([brands]) => brand.length === 4 && brands.includes(brand))?.[1] ?? 'an MP4 video';
  }
  const known = MAGIC.find(([offset, magic]) => startsWith(head, magic, offset));
  if (known !== undefined) return known[2];
  const text = latin1(head.subarray(0, SNIFF_BYTES)).replace(/^\xef\xbb\xbf/, '');
  return MARKUP.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function startsWith(bytes: Uint8Array, magic: string, offset = 0): boolean {
  if (bytes.length < offset + magic.length) return false;
  for (let i = 0; i < magic.length; i++) if (bytes[offset + i] !== magic.charCodeAt(i)) return false;
  return true;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
