import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  makeAnimatedPng,
  makeAnimation,
  makeGifBomb,
  makeImage,
  makePhoto,
  makePngWithClaimedSize,
  makeProgressiveJpeg,
  makeTalkativeGif,
  makeTalkativeJpeg,
  makeTransparentImage,
  truncate,
} from '../../tests/support/make-images.ts';
import { readImageHeader } from './image-header.ts';

describe('readImageHeader', () => {
  it.each([
    ['image/png', 'png'],
    ['image/jpeg', 'jpeg'],
    ['image/webp', 'webp'],
    ['image/gif', 'gif'],
  ] as const)('reads the size of %s', async (contentType, format) => {
    const image = await makeImage({ format, width: 321, height: 123 });
    expect(readImageHeader(image, contentType)).toMatchObject({ width: 321, height: 123, frames: 1, orientation: 1 });
  });

  it('reads lossless and extended WebP', async () => {
    const extended = await makeTransparentImage('webp', 50);
    expect(readImageHeader(extended, 'image/webp')).toMatchObject({ width: 50, height: 50 });
    const lossless = await sharp(extended).webp({ lossless: true }).toBuffer();
    expect(readImageHeader(lossless, 'image/webp')).toMatchObject({ width: 50, height: 50 });
  });

  it('counts the frames of animations', async () => {
    const size = { width: 30, height: 20 };
    const gif = await makeAnimation('gif', { frames: 5, ...size });
    expect(readImageHeader(gif, 'image/gif')).toMatchObject({ ...size, frames: 5 });
    const webp = await makeAnimation('webp', { frames: 5, ...size });
    expect(readImageHeader(webp, 'image/webp')).toMatchObject({ ...size, frames: 5 });
    expect(readImageHeader(makeAnimatedPng(size), 'image/png')).toMatchObject({ ...size, frames: 3 });
  });

  it.each(['jpeg', 'webp', 'png'] as const)('reads the orientation of a %s', async (format) => {
    for (const orientation of [1, 3, 6, 8]) {
      const photo = await makePhoto({ format, orientation });
      expect(readImageHeader(photo, `image/${format}`)).toMatchObject({ width: 320, height: 240, orientation });
    }
  });

  it('counts the scans of a progressive JPEG and the memory they need', async () => {
    const { passes, residentBytes } = readImageHeader(await makeProgressiveJpeg(), 'image/jpeg');
    expect(passes).toBeGreaterThan(5);
    // 4:2:0 has one and a half coefficients a pixel, of two bytes each.
    expect(residentBytes).toBe(320 * 240 * 3);
    expect(readImageHeader(await makeImage({ format: 'jpeg' }), 'image/jpeg').residentBytes).toBe(0);
  });

  it('reads sizes that no image can have without harm', async () => {
    const claimed = await makePngWithClaimedSize(0x7fffffff, 0x7fffffff);
    expect(readImageHeader(claimed, 'image/png')).toMatchObject({ width: 0x7fffffff, height: 0x7fffffff });
    expect(readImageHeader(makeGifBomb(), 'image/gif')).toMatchObject({ width: 65_535, height: 65_535 });
  });

  it('is not fooled by the end marker of a thumbnail, nor by bytes after the end', async () => {
    const jpeg = await makeTalkativeJpeg();
    const thumbnail = await makeImage({ format: 'jpeg', width: 16, height: 16 });
    const head = Buffer.from([0xff, 0xe1, 0, 0, ...Buffer.from('Exif\0\0')]);
    head.writeUInt16BE(head.length - 2 + thumbnail.length, 2);
    const nested = Buffer.concat([jpeg.subarray(0, 2), head, thumbnail, jpeg.subarray(2), Buffer.from('motion video')]);
    expect(readImageHeader(nested, 'image/jpeg')).toMatchObject({ width: 320, height: 240 });
    expect(() => readImageHeader(truncate(nested, 0.9), 'image/jpeg')).toThrow(/cut short/);
  });

  it('refuses a file without its end marker', async () => {
    const jpeg = await makeImage({ format: 'jpeg' });
    expect(() => readImageHeader(jpeg.subarray(0, -2), 'image/jpeg')).toThrow(/cut short/);
    const gif = await makeTalkativeGif();
    expect(() => readImageHeader(gif.subarray(0, -'trailing'.length - 1), 'image/gif')).toThrow(/cut short/);
    const png = await makeImage({ format: 'png' });
    expect(() => readImageHeader(png.subarray(0, -12), 'image/png')).toThrow(/cut short/);
    const webp = await makeImage({ format: 'webp' });
    expect(() => readImageHeader(webp.subarray(0, -1), 'image/webp')).toThrow(/cut short/);
  });

  it('refuses an animated PNG with a frame missing or out of sequence', () => {
    const png = makeAnimatedPng();
    const second = png.indexOf('fdAT') - 4;
    const third = png.indexOf('fcTL', second) - 4;
    const without = Buffer.concat([png.subarray(0, second), png.subarray(third)]);
    expect(() => readImageHeader(without, 'image/png')).toThrow(/sequence/);
  });
});
