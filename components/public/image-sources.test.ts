import { expect, test } from 'vitest';
import type { PublicAsset } from '@/lib/schemas/public-page';
import { fittedSize, largeSources, tileSources } from './image-sources.ts';

const asset = (overrides: Partial<PublicAsset>) =>
  ({
    contentType: 'image/jpeg',
    width: 4000,
    height: 3000,
    frames: 1,
    fileUrl: 'file',
    previewUrl: 'preview',
    thumbnailUrl: 'thumbnail',
    ...overrides,
  }) as PublicAsset;

test.each([
  [{ width: 4000, height: 3000 }, 1600, { width: 1600, height: 1200 }],
  [{ width: 3000, height: 4000 }, 1600, { width: 1200, height: 1600 }],
  [{ width: 4000, height: 2 }, 480, { width: 480, height: 1 }],
  [{ width: 20, height: 10 }, 480, { width: 20, height: 10 }],
])('%o fits into %d as %o', (size, side, fitted) => {
  expect(fittedSize(size, side)).toEqual(fitted);
});

test('a large photo offers preview and file by their true widths', () => {
  expect(largeSources(asset({}))).toEqual({ src: 'preview', srcSet: 'preview 1600w, file 4000w' });
  expect(tileSources(asset({}))).toEqual({ src: 'thumbnail', srcSet: 'thumbnail 480w, preview 1600w' });
});

test('an upright photo is offered by width, not by its longer side', () => {
  expect(largeSources(asset({ width: 3000, height: 4000 })).srcSet).toBe('preview 1200w, file 3000w');
});

test('a small image is shown as it is', () => {
  expect(largeSources(asset({ width: 320, height: 240 }))).toEqual({ src: 'file' });
  expect(tileSources(asset({ width: 320, height: 240 }))).toEqual({ src: 'thumbnail' });
});

test('what may move is shown from the file', () => {
  expect(largeSources(asset({ frames: 12 }))).toEqual({ src: 'file' });
});
