import { existsSync, readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeImageSet, makePhoto, type NamedImage, SECRET_ARTIST } from '../../tests/support/make-images.ts';
import { AppError } from '../errors.ts';
import { readImageHeader } from './image-header.ts';
import { sniffContentType } from './sniff.ts';
import { findMetadata, stripMetadata } from './strip-metadata.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);

function contentTypeOf(bytes: Uint8Array) {
  const contentType = sniffContentType(bytes);
  if (contentType === null) throw new Error('not an image');
  return contentType;
}

/** Every frame, not turned. */
function decode(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { animated: true, limitInputPixels: false }).raw().toBuffer();
}

async function expectLosslesslyStripped(original: Buffer): Promise<Uint8Array> {
  const contentType = contentTypeOf(original);
  const clean = stripMetadata(original, contentType);
  expect(findMetadata(clean, contentType)).toEqual([]);
  expect(Buffer.from(stripMetadata(clean, contentType)).equals(clean)).toBe(true);
  expect(readImageHeader(clean, contentType)).toEqual(readImageHeader(original, contentType));
  expect((await decode(clean)).equals(await decode(original))).toBe(true);
  return clean;
}

let images: NamedImage[] = [];

beforeAll(async () => {
  images = await makeImageSet();
}, 60_000);

function getImage(name: string): Buffer {
  const image = images.find((candidate) => candidate.name === name);
  if (image === undefined) throw new Error(`no ${name}`);
  return image.bytes;
}

describe('stripMetadata', () => {
  it('keeps the pixels of every good image and is idempotent', async () => {
    for (const { name, bytes } of images.filter(({ accepted }) => accepted)) {
      const clean = Buffer.from(await expectLosslesslyStripped(bytes));
      for (const secret of [SECRET_ARTIST, 'script', 'evil.html', 'GPS'])
        expect(clean.includes(secret), name).toBe(false);
    }
  });

  it.each(['jpeg', 'png', 'webp'] as const)('keeps nothing but the orientation of a %s photo', async (format) => {
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const photo = await makePhoto({ format, orientation });
      expect(findMetadata(photo, `image/${format}`)).toEqual(['EXIF']);
      const { exif, orientation: kept } = await sharp(stripMetadata(photo, `image/${format}`)).metadata();
      expect(kept).toBe(orientation);
      // The prefix, a header, one directory entry, the end of the directory.
      expect(exif?.length).toBeLessThanOrEqual(6 + 26);
    }
    const upright = stripMetadata(await makePhoto({ format }), `image/${format}`);
    expect((await sharp(upright).metadata()).exif).toBeUndefined();
  });

  it('leaves the orientation as the decoder applies it', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const photo = await makePhoto({ format, orientation: 6 });
      const turned = (bytes: Uint8Array) => sharp(bytes).autoOrient().raw().toBuffer();
      expect((await turned(stripMetadata(photo, `image/${format}`))).equals(await turned(photo))).toBe(true);
    }
  });

  it('keeps colour profiles', async () => {
    const clean = stripMetadata(getImage('display-p3.jpg'), 'image/jpeg');
    expect((await sharp(clean).metadata()).icc?.length).toBeGreaterThan(100);
  });

  it('keeps the loop of an animation', async () => {
    for (const name of ['animated.gif', 'animated.webp']) {
      const bytes = getImage(name);
      const { loop, delay } = await sharp(stripMetadata(bytes, contentTypeOf(bytes)), { animated: true }).metadata();
      expect({ loop, delay }).toEqual({ loop: 0, delay: [100, 100, 100, 100] });
    }
  });

  const corpus = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => /^(ok|polyglot)-/.test(name)) : [];
  if (corpus.length === 0) console.log('skipped: the pixel identity of the shared corpus, which is not there');
  it.skipIf(corpus.length === 0)(
    'keeps the pixels of the shared corpus',
    async () => {
      for (const name of corpus) await expectLosslesslyStripped(readFileSync(new URL(name, CORPUS)));
    },
    60_000,
  );
});

describe('findMetadata', () => {
  it.each([
    ['talkative.jpg', ['comment', 'XMP', 'IPTC', 'MPF', 'JFIF thumbnail']],
    ['talkative.png', ['text', 'time', 'prVt', 'trailing bytes']],
    ['talkative.gif', ['comment', 'plain-text', 'application XMP DataXMP', 'trailing bytes']],
    ['trailing-zip.jpg', ['trailing bytes']],
    ['gps-turned.jpg', ['EXIF']],
    ['gps-turned.png', ['EXIF']],
    ['gps-turned.webp', ['EXIF']],
    ['gradient.png', []],
  ])('names what %s carries', (name, names) => {
    const bytes = getImage(name);
    expect(findMetadata(bytes, contentTypeOf(bytes)).toSorted()).toEqual(names.toSorted());
  });
});

describe('damaged files', () => {
  /** Runs it, and lets nothing but an AppError pass. */
  function attempt(bytes: Uint8Array): void {
    const contentType = sniffContentType(bytes);
    if (contentType === null) return;
    for (const step of [readImageHeader, stripMetadata, findMetadata]) {
      try {
        step(bytes, contentType);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'invalid_image') throw error;
      }
    }
  }

  it('never hang and never throw anything but AppError', () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state % below;
    };
    const small = images.filter(({ bytes }) => bytes.length > 0 && bytes.length < 200_000);
    let attempts = 0;
    const started = performance.now();
    for (const { bytes } of small) {
      for (let i = 0; i < 30; i++) {
        attempt(bytes.subarray(0, random(bytes.length)));
        const flipped = Buffer.from(bytes);
        for (let n = 0; n <= i % 4; n++) flipped[random(Math.min(600, bytes.length))] = random(256);
        attempt(flipped);
        attempts += 2;
      }
    }
    console.log(`${attempts} damaged files in ${Math.round(performance.now() - started)} ms`);
    expect(attempts).toBeGreaterThan(1_000);
  }, 60_000);
});
