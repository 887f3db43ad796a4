import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  makeAnimatedPng,
  makeAnimation,
  makeCmykJpeg,
  makeDisplayP3Jpeg,
  makeImage,
  makeImageSet,
  makePhoto,
  makeTransparentImage,
} from '../../tests/support/make-images.ts';
import { AppError } from '../errors.ts';
import { IMAGE_LIMITS } from './limits.ts';
import { renderTenantImage } from './render-tenant-image.ts';
import { findMetadata } from './strip-metadata.ts';

const render = (bytes: Buffer, kind: 'logo' | 'avatar') => renderTenantImage({ bytes, kind, limits: IMAGE_LIMITS });

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(bytes).metadata();
  return { width, height };
}

/** Red grows to the right and green downwards in the photos: the corner that has neither tells which way is up. */
async function cornersOf(bytes: Buffer) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 2)];
  return { topLeft: at(0, 0), topRight: at(info.width - 1, 0) };
}

describe('renderTenantImage', () => {
  it('makes a square of 512 of the middle of any image', async () => {
    for (const size of [
      { width: 320, height: 240 },
      { width: 3_000, height: 700 },
      { width: 1, height: 1 },
      { width: 1, height: 4_000 },
    ]) {
      const avatar = await render(await makeImage({ format: 'png', ...size }), 'avatar');
      expect(await sizeOf(avatar)).toEqual({ width: 512, height: 512 });
    }
    // Three stripes: the middle one is what is left.
    const stripes = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#f00' } })
      .composite([
        { input: { create: { width: 300, height: 300, channels: 3, background: '#00f' } }, left: 300, top: 0 },
      ])
      .png()
      .toBuffer();
    const { dominant } = await sharp(await render(stripes, 'avatar')).stats();
    expect(dominant.b).toBeGreaterThan(200);
    expect(dominant.r).toBeLessThan(50);
  });

  it('fits logos into 1024 × 512 and enlarges none', async () => {
    const cases = [
      [320, 240, 320, 240],
      [4_000, 1_000, 1024, 256],
      [1_000, 1_000, 512, 512],
      [4_000, 2, 1024, 1],
    ] as const;
    for (const [width, height, toWidth, toHeight] of cases) {
      const logo = await render(await makeImage({ format: 'png', width, height, pattern: 'solid' }), 'logo');
      expect(await sizeOf(logo)).toEqual({ width: toWidth, height: toHeight });
    }
  });

  it.each(['png', 'jpeg', 'webp', 'gif'] as const)('makes a clean PNG of a %s', async (format) => {
    const logo = await render(await makeImage({ format }), 'logo');
    expect((await sharp(logo).metadata()).format).toBe('png');
    expect(findMetadata(logo, 'image/png')).toEqual([]);
  });

  it.each(['jpeg', 'webp', 'png'] as const)(
    'keeps neither EXIF nor position of a %s, and turns it upright',
    async (format) => {
      const logo = await render(await makePhoto({ format, orientation: 6 }), 'logo');
      expect(await sizeOf(logo)).toEqual({ width: 240, height: 320 });
      const { exif, icc, xmp, orientation } = await sharp(logo).metadata();
      expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined]);
      const { topLeft, topRight } = await cornersOf(logo);
      // Turned to the right, the dark corner is at the top right.
      expect(Math.max(...topRight)).toBeLessThan(20);
      expect(Math.max(...topLeft)).toBeGreaterThan(200);
    },
  );

  it('keeps transparency', async () => {
    for (const format of ['png', 'webp'] as const) {
      for (const kind of ['logo', 'avatar'] as const) {
        const image = await render(await makeTransparentImage(format), kind);
        const { channels } = await sharp(image).stats();
        expect(channels[3]).toMatchObject({ min: 0, max: 255 });
      }
    }
  });

  it('takes the first frame of an animation, and other colour spaces as sRGB', async () => {
    const images = [
      await makeAnimation('gif'),
      await makeAnimation('webp'),
      makeAnimatedPng(),
      await makeCmykJpeg(),
      await makeDisplayP3Jpeg(),
    ];
    for (const image of images) {
      const { pages, space, icc } = await sharp(await render(image, 'logo')).metadata();
      expect({ pages, space, icc }).toEqual({ pages: undefined, space: 'srgb', icc: undefined });
    }
  });

  it('refuses all that an upload would be refused for', async () => {
    // What only its name is at fault for is no matter here.
    const bad = (await makeImageSet()).filter(({ name, accepted }) => !accepted && !/-named\./.test(name));
    expect(bad.length).toBeGreaterThan(10);
    for (const { name, bytes } of bad) {
      await expect(render(bytes, 'logo'), name).rejects.toBeInstanceOf(AppError);
    }
  });
});
