import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/*
 * Test images, made anew and the same in every run, so that no suite needs files from elsewhere.
 * Nothing here imports the product's own image code: a mistake there must not hide itself.
 */

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'gif';
export type Pattern = 'solid' | 'gradient' | 'noise';
export type ImageSpec = { format: ImageFormat; width?: number; height?: number; pattern?: Pattern; seed?: number };

type RawImage = { data: Buffer; width: number; height: number };

/** The same numbers for the same seed, 0..255 each. */
function randomBytes(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
}

function rgb(width: number, height: number, pattern: Pattern, seed: number): RawImage {
  const data = Buffer.alloc(width * height * 3);
  const random = randomBytes(seed);
  const solid = [random(), random(), random()];
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const gradient = [(x * 255) / width, (y * 255) / height, seed & 255];
      for (let c = 0; c < 3; c++) {
        const value = pattern === 'solid' ? solid[c] : pattern === 'gradient' ? gradient[c] : random();
        data[at++] = value ?? 0;
      }
    }
  }
  return { data, width, height };
}

function toSharp({ data, width, height }: RawImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A plain image. Different seeds give different bytes. */
export async function makeImage(spec: ImageSpec): Promise<Buffer> {
  const { format, width = 320, height = 240, pattern = 'gradient', seed = 1 } = spec;
  return toSharp(rgb(width, height, pattern, seed))
    .toFormat(format)
    .toBuffer();
}

/** An image of few bytes whose content differs by seed; for suites that need many files. */
export function makeTinyPng(seed: number): Buffer {
  const colour = Uint8Array.of(0, (seed >> 16) & 255, (seed >> 8) & 255, seed & 255);
  return pngOf([pngHeader(1, 1, 8, 2), pngChunk('IDAT', deflateSync(colour))]);
}

/** An opaque disc on transparent ground. */
export async function makeTransparentImage(format: 'png' | 'webp', side = 64): Promise<Buffer> {
  const data = Buffer.alloc(side * side * 4);
  for (let i = 0; i < side * side; i++) {
    const distance = Math.hypot((i % side) - side / 2, Math.floor(i / side) - side / 2);
    data.set([200, 40, 40, distance < side / 3 ? 255 : 0], i * 4);
  }
  return sharp(data, { raw: { width: side, height: side, channels: 4 } })
    .toFormat(format)
    .toBuffer();
}

export async function makeAnimation(
  format: 'gif' | 'webp',
  { frames = 4, width = 64, height = 48 }: { frames?: number; width?: number; height?: number } = {},
): Promise<Buffer> {
  const strip = Array.from({ length: frames }, (_, i) => rgb(width, height, 'solid', i * 977 + 5).data);
  return sharp(Buffer.concat(strip), { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
    .toFormat(format, { delay: Array(frames).fill(100), loop: 0 })
    .toBuffer();
}

/** Three frames of plain colours; the first is also the still image. */
export function makeAnimatedPng({ width = 16, height = 12 }: { width?: number; height?: number } = {}): Buffer {
  const pixels = (value: number) =>
    deflateSync(Buffer.concat(Array(height).fill(Buffer.from([0, ...Array(width * 3).fill(value)]))));
  const control = (sequence: number) =>
    pngChunk('fcTL', u32(sequence, width, height, 0, 0, 0x00010_00a, 0).subarray(0, 26));
  return pngOf([
    pngHeader(width, height, 8, 2),
    pngChunk('acTL', u32(3, 0)),
    control(0),
    pngChunk('IDAT', pixels(10)),
    control(1),
    pngChunk('fdAT', Buffer.concat([u32(2), pixels(120)])),
    control(3),
    pngChunk('fdAT', Buffer.concat([u32(4), pixels(250)])),
  ]);
}

export const SECRET_ARTIST = 'Ada Secret';

/** EXIF with an artist, a GPS position (51.509 N, 0.1276 W) and an orientation; red grows to the right, green downwards. */
export async function makePhoto({
  format = 'jpeg',
  orientation = 1,
  width = 320,
  height = 240,
}: {
  format?: 'jpeg' | 'webp' | 'png';
  orientation?: number;
  width?: number;
  height?: number;
} = {}): Promise<Buffer> {
  return toSharp(rgb(width, height, 'gradient', 0))
    .withExif({
      IFD0: { Artist: SECRET_ARTIST, Orientation: String(orientation) },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 3240/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 3936/100',
      },
    })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer();
}

/** EXIF as a camera writes it. */
export async function makeCameraPhoto(format: 'jpeg' | 'webp' | 'png' = 'jpeg'): Promise<Buffer> {
  return toSharp(rgb(320, 240, 'gradient', 0))
    .withExif({
      IFD0: {
        Make: 'Kamera Werke',
        Model: 'K 1',
        Software: 'Firmware 2.0',
        Artist: SECRET_ARTIST,
        Copyright: '2026 Ada',
        ImageDescription: 'Harbour at dawn',
        DateTime: '2026:05:20 17:02:00',
      },
      IFD2: {
        DateTimeOriginal: '2026:05:19 16:01:02',
        OffsetTimeOriginal: '+02:00',
        ExposureTime: '1/250',
        FNumber: '28/10',
        ISOSpeedRatings: '400',
        FocalLength: '35/1',
        LensModel: 'Objektiv 35mm',
      },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '33/1 51/1 3600/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '151/1 12/1 3600/100',
      },
    })
    .toFormat(format)
    .toBuffer();
}

export async function makeCmykJpeg(): Promise<Buffer> {
  return toSharp(rgb(64, 48, 'gradient', 0))
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer();
}

export async function makeDisplayP3Jpeg(): Promise<Buffer> {
  return toSharp(rgb(64, 48, 'gradient', 0))
    .withIccProfile('p3')
    .jpeg()
    .toBuffer();
}

export async function makeProgressiveJpeg(): Promise<Buffer> {
  return toSharp(rgb(320, 240, 'noise', 3))
    .jpeg({ progressive: true })
    .toBuffer();
}

/** A JPEG with script in a comment, XMP, IPTC, an MPF index and a JFIF thumbnail before its image. */
export async function makeTalkativeJpeg(): Promise<Buffer> {
  const jpeg = await makeImage({ format: 'jpeg' });
  const jfif = Buffer.from('4a46494600010100000100010101ff00ff', 'hex');
  const segments = [
    jpegSegment(0xe0, jfif),
    jpegSegment(0xfe, Buffer.from('<script>alert(1)</script>')),
    jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET_ARTIST}</x:xmpmeta>`)),
    jpegSegment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET_ARTIST}`)),
    jpegSegment(0xe2, Buffer.from(`MPF\0${SECRET_ARTIST}`)),
  ];
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** A JPEG followed by what looks like a ZIP archive. */
export async function makeJpegWithTrailingZip(): Promise<Buffer> {
  return Buffer.concat([
    await makeImage({ format: 'jpeg' }),
    Buffer.from('PK\x03\x04evil.html<script>alert(1)</script>'),
  ]);
}

/** A PNG with tEXt, zTXt, iTXt, tIME and an unknown chunk, and HTML after its end. */
export async function makeTalkativePng(): Promise<Buffer> {
  const chunks = [
    pngChunk('tEXt', Buffer.from(`Author\0${SECRET_ARTIST}`)),
    pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(SECRET_ARTIST)])),
    pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0<x>${SECRET_ARTIST}</x>`)),
    pngChunk('tIME', Buffer.from([7, 0xe8, 1, 1, 0, 0, 0])),
    pngChunk('prVt', Buffer.from(SECRET_ARTIST)),
  ];
  return Buffer.concat([afterPngHeader(await makeImage({ format: 'png' }), chunks), Buffer.from('<html></html>')]);
}

/** A GIF with a comment, plain text and an XMP application block before its image. */
export async function makeTalkativeGif(): Promise<Buffer> {
  const gif = await makeImage({ format: 'gif' });
  const headerBytes = 13 + ((gif[10] ?? 0) & 0x80 ? 3 * 2 ** (((gif[10] ?? 0) & 7) + 1) : 0);
  const block = (label: number, first: Buffer) =>
    Buffer.concat([
      Buffer.from([0x21, label, first.length]),
      first,
      Buffer.from([SECRET_ARTIST.length]),
      Buffer.from(SECRET_ARTIST),
      Buffer.from([0]),
    ]);
  const control = Buffer.from([0x21, 0xf9, 4, 1, 50, 0, 0, 0]);
  const extra = [
    block(0xfe, Buffer.from('comment')),
    control,
    block(1, Buffer.alloc(12)),
    block(255, Buffer.from('XMP DataXMP')),
  ];
  return Buffer.concat([gif.subarray(0, headerBytes), ...extra, gif.subarray(headerBytes), Buffer.from('trailing')]);
}

export function truncate(image: Buffer, keep = 0.5): Buffer {
  return image.subarray(0, Math.floor(image.length * keep));
}

/** Inverts one bit; `position` is a share of the length, 0..1. */
export function flipBit(image: Buffer, position = 0.5, bit = 4): Buffer {
  const flipped = Buffer.from(image);
  const at = Math.min(image.length - 1, Math.floor(image.length * position));
  flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
  return flipped;
}

/** A well-formed PNG of zeros: `width * height` pixels in about a thousandth of the bytes. 8 bits grey, or 1 bit. */
export function makePngBomb(width = 16_000, height = 16_000, bitDepth: 1 | 8 = 8): Buffer {
  const rows = Buffer.alloc((1 + Math.ceil((width * bitDepth) / 8)) * height);
  return pngOf([pngHeader(width, height, bitDepth, 0), pngChunk('IDAT', deflateSync(rows, { level: 1 }))]);
}

/** A small PNG whose header claims another size, with a correct checksum. */
export async function makePngWithClaimedSize(width: number, height: number): Promise<Buffer> {
  const png = await makeImage({ format: 'png', width: 16, height: 16 });
  return Buffer.concat([png.subarray(0, 8), pngHeader(width, height, 8, 2), png.subarray(33)]);
}

/** A PNG with a zTXt chunk that inflates to `bytes`. */
export async function makePngWithTextBomb(bytes = 50_000_000): Promise<Buffer> {
  const bomb = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(bytes))]);
  return afterPngHeader(await makeImage({ format: 'png' }), [pngChunk('zTXt', bomb)]);
}

/** A PNG whose colour profile inflates to `bytes`. */
export async function makePngWithProfileBomb(bytes = 200_000_000): Promise<Buffer> {
  const bomb = Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(bytes, 65), { level: 1 })]);
  return afterPngHeader(await makeImage({ format: 'png' }), [pngChunk('iCCP', bomb)]);
}

/** A GIF of one pixel on a logical screen of any size up to 65535. */
export function makeGifBomb(width = 65_535, height = 65_535, frames = 1): Buffer {
  const screen = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  const frame = Buffer.from('2c00000000010001000002024401' + '00', 'hex');
  return Buffer.concat([screen, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}

/** A progressive JPEG with as many empty passes as asked for: little to store, much to decode. */
export async function makeJpegWithManyScans(scans = 2_000): Promise<Buffer> {
  const jpeg = await toSharp(rgb(2_000, 1_500, 'solid', 3))
    .jpeg({ progressive: true })
    .toBuffer();
  const start = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = jpeg.subarray(start, jpeg.length - 2);
  return Buffer.concat([jpeg.subarray(0, start), ...Array<Buffer>(scans).fill(scan), Buffer.from([0xff, 0xd9])]);
}

/** 4000x3000, gradients under fine noise, 2 to 9 MB: what a phone sends. */
export async function makeTwelveMegapixelJpeg(): Promise<Buffer> {
  const width = 4_000;
  const height = 3_000;
  const data = Buffer.alloc(width * height * 3);
  const random = randomBytes(12);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const noise = random() >> 3;
      data[at++] = (x * 200) / width + noise;
      data[at++] = (y * 200) / height + noise;
      data[at++] = ((x + y) * 200) / (width + height) + noise;
    }
  }
  return toSharp({ data, width, height }).jpeg({ quality: 90 }).toBuffer();
}

/** A PNG of exactly this many bytes that differs by seed: most of it is in a chunk of text. */
export function makePngOfBytes(bytes: number, seed = 1): Buffer {
  const rest = bytes - makeTinyPng(seed).length - 12;
  const [image, end] = [makeTinyPng(seed).subarray(0, -12), makeTinyPng(seed).subarray(-12)];
  return Buffer.concat([image, pngChunk('tEXt', Buffer.concat([Buffer.from('k\0'), Buffer.alloc(rest - 2, 97)])), end]);
}

/** A valid JPEG of exactly this many bytes, filled up with comments and bytes after its end. */
export async function makeJpegOfBytes(bytes: number): Promise<Buffer> {
  const jpeg = await makeImage({ format: 'jpeg' });
  const comments: Buffer[] = [];
  let missing = bytes - jpeg.length;
  for (const full = 65_537; missing >= full; missing -= full)
    comments.push(jpegSegment(0xfe, Buffer.alloc(full - 4, 32)));
  return Buffer.concat([jpeg.subarray(0, 2), ...comments, jpeg.subarray(2), Buffer.alloc(missing)]);
}

export function makeSvg(): Buffer {
  return Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>');
}

export function makeHtml(): Buffer {
  return Buffer.from('<!doctype html><html><body><script>alert(document.domain)</script></body></html>');
}

export function makeHeic(): Buffer {
  return Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0', 'latin1');
}

export type NamedImage = { name: string; bytes: Buffer; accepted: boolean };

/** A set of good and bad files under names that say what they are. */
export async function makeImageSet(): Promise<NamedImage[]> {
  const good = (name: string, bytes: Buffer): NamedImage => ({ name, bytes, accepted: true });
  const bad = (name: string, bytes: Buffer): NamedImage => ({ name, bytes, accepted: false });
  const jpeg = await makeImage({ format: 'jpeg' });
  const png = await makeImage({ format: 'png' });
  return [
    good('gradient.png', png),
    good('gradient.jpg', jpeg),
    good('gradient.webp', await makeImage({ format: 'webp' })),
    good('gradient.gif', await makeImage({ format: 'gif' })),
    good('noise.jpg', await makeImage({ format: 'jpeg', pattern: 'noise' })),
    good('one-pixel.png', makeTinyPng(1)),
    good('very-wide.png', await makeImage({ format: 'png', width: 4_000, height: 2 })),
    good('transparent.png', await makeTransparentImage('png')),
    good('transparent.webp', await makeTransparentImage('webp')),
    good('animated.gif', await makeAnimation('gif')),
    good('animated.webp', await makeAnimation('webp')),
    good('animated.png', makeAnimatedPng()),
    good('gps.jpg', await makePhoto()),
    good('gps-turned.jpg', await makePhoto({ orientation: 6 })),
    good('gps-turned.webp', await makePhoto({ format: 'webp', orientation: 6 })),
    good('gps-turned.png', await makePhoto({ format: 'png', orientation: 6 })),
    good('cmyk.jpg', await makeCmykJpeg()),
    good('display-p3.jpg', await makeDisplayP3Jpeg()),
    good('progressive.jpg', await makeProgressiveJpeg()),
    good('talkative.jpg', await makeTalkativeJpeg()),
    good('talkative.png', await makeTalkativePng()),
    good('talkative.gif', await makeTalkativeGif()),
    good('trailing-zip.jpg', await makeJpegWithTrailingZip()),
    good('text-bomb.png', await makePngWithTextBomb()),
    good('exactly-10-mib.jpg', await makeJpegOfBytes(10_485_760)),
    bad('10-mib-and-a-byte.jpg', await makeJpegOfBytes(10_485_761)),
    bad('empty.png', Buffer.alloc(0)),
    bad('truncated.jpg', truncate(jpeg)),
    bad('truncated.png', truncate(png)),
    bad('truncated.gif', truncate(await makeImage({ format: 'gif' }))),
    bad('truncated.webp', truncate(await makeImage({ format: 'webp' }))),
    bad('flipped-bit.png', flipBit(png)),
    bad('zero-wide.png', await makePngWithClaimedSize(0, 10)),
    bad('bomb-16000x16000.png', makePngBomb()),
    bad('bomb-claimed.png', await makePngWithClaimedSize(0x7fffffff, 0x7fffffff)),
    bad('bomb-screen.gif', makeGifBomb()),
    bad('bomb-frames.gif', makeGifBomb(5_000, 5_000, 100)),
    bad('bomb-scans.jpg', await makeJpegWithManyScans()),
    bad('svg-as.png', makeSvg()),
    bad('html-as.png', makeHtml()),
    bad('heic-as.jpg', makeHeic()),
    bad('jpeg-named.png', jpeg),
    bad('png-named.jpg', png),
  ];
}

/** Writes {@link makeImageSet} into a folder, which is made. @returns the paths. */
export async function writeImageSet(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const images = await makeImageSet();
  return Promise.all(
    images.map(async ({ name, bytes }) => {
      await writeFile(join(dir, name), bytes);
      return join(dir, name);
    }),
  );
}

function jpegSegment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

function pngOf(chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

function pngHeader(width: number, height: number, bitDepth: number, colourType: number): Buffer {
  return pngChunk('IHDR', Buffer.concat([u32(width, height), Buffer.from([bitDepth, colourType, 0, 0, 0])]));
}

/** The header is always the first 33 bytes. */
function afterPngHeader(png: Buffer, chunks: Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([u32(data.length), typed, u32(crc32(typed))]);
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, i * 4);
  });
  return bytes;
}
