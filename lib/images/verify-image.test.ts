import sharp from 'sharp';
import { thumbHashToRGBA } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import {
  flipBit,
  makeAnimatedPng,
  makeAnimation,
  makeCmykJpeg,
  makeDisplayP3Jpeg,
  makeGifBomb,
  makeHeic,
  makeImage,
  makeJpegWithManyScans,
  makePhoto,
  makePngBomb,
  makePngWithProfileBomb,
  makeProgressiveJpeg,
  makeTinyPng,
  makeTransparentImage,
  makeTwelveMegapixelJpeg,
} from '../../tests/support/make-images.ts';
import { AppError } from '../errors.ts';
import type { ContentType } from './content-types.ts';
import { sniffContentType } from './sniff.ts';
import { findMetadata } from './strip-metadata.ts';
import { type VerifiedImage, type VerifyImageOptions, verifyImage } from './verify-image.ts';

function getVariant(image: VerifiedImage, name: string) {
  const variant = image.variants.find((candidate) => candidate.name === name);
  if (variant === undefined) throw new Error(`no variant ${name}`);
  return variant;
}

/** The mean colour of a corner of a variant, a quarter of each side. */
async function cornerOf(bytes: Buffer, corner: 'top-left' | 'top-right' | 'bottom-left'): Promise<number[]> {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const x = corner === 'top-right' ? info.width - 1 : 0;
  const y = corner === 'bottom-left' ? info.height - 1 : 0;
  return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

const sizesOf = ({ variants }: VerifiedImage) =>
  Object.fromEntries(variants.map(({ name, width, height }) => [name, `${width}x${height}`]));

describe('verifyImage', () => {
  it.each([
    ['image/png', 'png'],
    ['image/jpeg', 'jpeg'],
    ['image/webp', 'webp'],
    ['image/gif', 'gif'],
  ] as const)('makes the variants of %s in their types, without metadata', async (contentType, format) => {
    const bytes = await makeImage({ format, width: 2_000, height: 1_000 });
    const image = await verifyImage(bytes, { declaredContentType: contentType });
    expect(image).toMatchObject({ contentType, width: 2_000, height: 1_000, frames: 1 });
    expect(image.variants.map(({ name, contentType: type, width, height }) => ({ name, type, width, height }))).toEqual(
      [
        { name: '112x112', type: contentType, width: 112, height: 112 },
        { name: '56x56', type: contentType, width: 56, height: 56 },
        { name: 'thumbnail', type: 'image/webp', width: 480, height: 240 },
        { name: 'preview', type: 'image/webp', width: 1_600, height: 800 },
      ],
    );
    for (const variant of image.variants) {
      expect(sniffContentType(variant.bytes)).toBe(variant.contentType);
      expect(findMetadata(variant.bytes, variant.contentType)).toEqual([]);
      const { width, height, icc } = await sharp(variant.bytes).metadata();
      expect({ width, height, icc }).toEqual({ width: variant.width, height: variant.height, icc: undefined });
    }
  });

  it('turns photos upright, in size and in pixels', async () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const bytes = await makePhoto({ orientation });
      const image = await verifyImage(bytes);
      const turned = orientation >= 5;
      expect(image).toMatchObject(turned ? { width: 240, height: 320 } : { width: 320, height: 240 });
      const expected = await sharp(bytes).autoOrient().png().toBuffer();
      for (const corner of ['top-left', 'top-right', 'bottom-left'] as const) {
        const [shown, wanted] = [
          await cornerOf(getVariant(image, 'preview').bytes, corner),
          await cornerOf(expected, corner),
        ];
        for (const [i, value] of shown.entries()) expect(Math.abs(value - (wanted[i] ?? -99))).toBeLessThan(30);
      }
    }
  });

  it('converts CMYK and wide gamut to sRGB', async () => {
    for (const bytes of [await makeCmykJpeg(), await makeDisplayP3Jpeg()]) {
      const image = await verifyImage(bytes);
      const expected = await sharp(bytes).toColourspace('srgb').png().toBuffer();
      const preview = getVariant(image, 'preview').bytes;
      expect((await sharp(preview).metadata()).space).toBe('srgb');
      const [shown, wanted] = [await cornerOf(preview, 'top-right'), await cornerOf(expected, 'top-right')];
      for (const [i, value] of shown.entries()) expect(Math.abs(value - (wanted[i] ?? -99))).toBeLessThan(30);
    }
  });

  it('keeps transparency', async () => {
    for (const format of ['png', 'webp'] as const) {
      const image = await verifyImage(await makeTransparentImage(format));
      for (const { bytes } of image.variants) {
        const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
        expect(info.channels).toBe(4);
        expect(data[3]).toBe(0);
        expect(data[(info.height / 2) * info.width * 4 + (info.width / 2) * 4 + 3]).toBe(255);
      }
    }
  });

  it('never makes a side of no pixels, and never enlarges but for a crop', async () => {
    const wide = await verifyImage(await makeImage({ format: 'png', width: 4_000, height: 2 }));
    expect(sizesOf(wide)).toEqual({ '112x112': '112x112', '56x56': '56x56', thumbnail: '480x1', preview: '1600x1' });
    const one = await verifyImage(makeTinyPng(7));
    expect(sizesOf(one)).toEqual({ '112x112': '112x112', '56x56': '56x56', thumbnail: '1x1', preview: '1x1' });
  });

  it('takes other variant sizes and refuses nonsense among them', async () => {
    const bytes = await makeImage({ format: 'jpeg', width: 3_000, height: 1_000 });
    const image = await verifyImage(bytes, { variantSizes: ['900x800', '10x1000'] });
    expect(sizesOf(image)).toMatchObject({ '900x800': '900x800', '10x1000': '10x1000' });
    await expect(verifyImage(bytes, { variantSizes: ['0x10'] })).rejects.toThrow(RangeError);
  });

  it('makes previews in the type of the master when WebP is not allowed', async () => {
    const allowedContentTypes: ContentType[] = ['image/jpeg', 'image/gif'];
    const image = await verifyImage(await makeImage({ format: 'jpeg' }), { allowedContentTypes });
    expect(new Set(image.variants.map(({ contentType }) => contentType))).toEqual(new Set(['image/jpeg']));
  });

  it('makes stills of animations', async () => {
    for (const bytes of [await makeAnimation('gif'), await makeAnimation('webp'), makeAnimatedPng()]) {
      const image = await verifyImage(bytes);
      expect(image.frames).toBeGreaterThan(2);
      for (const variant of image.variants) expect((await sharp(variant.bytes).metadata()).pages ?? 1).toBe(1);
    }
  });

  it('makes a thumbhash that looks like the image', async () => {
    const image = await verifyImage(await makeImage({ format: 'png', width: 300, height: 150 }));
    const { w, h, rgba } = thumbHashToRGBA(Buffer.from(image.thumbhash, 'base64'));
    expect(w / h).toBeCloseTo(2, 0);
    expect((rgba[(w - 1) * 4] ?? 0) - (rgba[0] ?? 0)).toBeGreaterThan(100);
  });

  it('passes a JPEG that only looks odd to the decoder', async () => {
    const odd = await makeImage({ format: 'jpeg' });
    // The last three bytes of the scan header mean something in progressive JPEGs only; some phones leave them zero.
    const scan = odd.indexOf(Buffer.from([0xff, 0xda]));
    odd.fill(0, scan + 2 + odd.readUInt16BE(scan + 2) - 3, scan + 2 + odd.readUInt16BE(scan + 2));
    await expect(sharp(odd, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow(/Invalid SOS parameters/);
    expect((await verifyImage(odd)).width).toBe(320);
  });

  it('takes less than a few seconds for twelve megapixels', async () => {
    const bytes = await makeTwelveMegapixelJpeg();
    const started = performance.now();
    const image = await verifyImage(bytes);
    const ms = Math.round(performance.now() - started);
    console.log(`12 megapixels, ${bytes.length} bytes: ${ms} ms`);
    expect(image).toMatchObject({ width: 4_000, height: 3_000 });
    expect(ms).toBeLessThan(5_000);
  }, 30_000);
});

describe('verifyImage refuses', () => {
  async function refusal(bytes: Buffer, options: VerifyImageOptions = {}): Promise<AppError> {
    const error: unknown = await verifyImage(bytes, options).then(
      () => new Error('accepted'),
      (reason: unknown) => reason,
    );
    if (error instanceof AppError) return error;
    throw error;
  }

  it('what is not one of ours or not allowed, saying what it is', async () => {
    const heic = await refusal(makeHeic());
    expect(heic).toMatchObject({ code: 'unsupported_media_type', message: expect.stringContaining('a HEIC photo') });
    const gif = await refusal(await makeImage({ format: 'gif' }), { allowedContentTypes: ['image/png', 'image/jpeg'] });
    expect(gif.message).toBe('This file is a GIF. Only PNG and JPEG can be uploaded.');
    expect((await refusal(Buffer.alloc(0))).code).toBe('unsupported_media_type');
  });

  it('bytes that are not what they were declared as, naming both', async () => {
    const error = await refusal(await makeImage({ format: 'jpeg' }), { declaredContentType: 'image/png' });
    expect(error.code).toBe('invalid_image');
    expect(error.message).toBe('This file was declared as PNG, but its bytes are JPEG.');
  });

  it('images beyond the limits, before a decoder sees them', async () => {
    const png = makePngBomb(8_000, 8_000);
    expect((await refusal(png)).message).toContain('At most 50 megapixels');
    expect((await refusal(await makeImage({ format: 'png' }), { maxPixels: 1_000 })).code).toBe('invalid_image');
    expect((await refusal(makeGifBomb(5_000, 5_000, 9))).message).toContain('200 megapixels over all');
    expect((await refusal(makeGifBomb(1, 1, 2_001))).message).toContain('2000 frames');
    expect((await refusal(await makeJpegWithManyScans(200))).message).toContain('passes');
    const interlaced = await sharp(new Uint16Array(300 * 300 * 4), { raw: { width: 300, height: 300, channels: 4 } })
      .toColourspace('rgb16')
      .png({ progressive: true })
      .toBuffer();
    expect((await refusal(interlaced, { maxPixels: 90_000 })).message).toContain('too much memory');
  });

  it('images that end early although their structure is whole', async () => {
    const end = Buffer.from([0xff, 0xd9]);
    for (const jpeg of [await makeImage({ format: 'jpeg', pattern: 'noise' }), await makeProgressiveJpeg()]) {
      expect((await refusal(Buffer.concat([jpeg.subarray(0, jpeg.length / 2), end]))).code).toBe('invalid_image');
    }
    const webp = await makeImage({ format: 'webp', pattern: 'noise' });
    const half = Buffer.from(webp.subarray(0, Math.floor(webp.length / 4) * 2));
    half.writeUInt32LE(half.length - 8, 4);
    half.writeUInt32LE(half.length - 20, 16);
    expect((await refusal(half)).code).toBe('invalid_image');
    const gif = Buffer.from(makeGifBomb(30, 20));
    gif.writeUInt16LE(30, 24);
    gif.writeUInt16LE(20, 26);
    expect((await refusal(gif)).message).toContain('pixels of a frame are missing');
  });

  it('an animated PNG with a damaged later frame', async () => {
    const png = makeAnimatedPng();
    expect((await verifyImage(png)).frames).toBe(3);
    const broken = flipBit(png, (png.lastIndexOf('fdAT') + 14) / png.length);
    expect((await refusal(broken)).message).toContain('checksum');
  });

  it('nothing because of a colour profile that is a bomb, and does not inflate it', async () => {
    const bytes = await makePngWithProfileBomb(200_000_000);
    const before = process.memoryUsage.rss();
    expect((await verifyImage(bytes)).width).toBe(320);
    expect(process.resourceUsage().maxRSS * 1024 - before).toBeLessThan(600 * 2 ** 20);
  }, 30_000);

  it('damaged bytes with nothing but an AppError', async () => {
    let refused = 0;
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      const image = await makeImage({ format, width: 60, height: 40, pattern: 'noise' });
      for (let i = 0; i < 15; i++) {
        const result = await verifyImage(flipBit(image, i / 15, i % 8)).catch((error: unknown) => error);
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(AppError);
          refused++;
        }
      }
    }
    // Every one of the PNGs has a checksum; the other types have none.
    expect(refused).toBeGreaterThanOrEqual(15);
  }, 30_000);
});
