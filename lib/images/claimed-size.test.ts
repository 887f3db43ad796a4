import { expect, test } from 'vitest';
import {
  makeAnimation,
  makeGifBomb,
  makeImage,
  makePhoto,
  makePngBomb,
  makeTransparentImage,
} from '../../tests/support/make-images.ts';
import { CLAIMED_SIZE_BYTES, readClaimedSize } from './claimed-size.ts';
import type { ContentType } from './content-types.ts';
import { readImageHeader } from './image-header.ts';
import { sniffContentType } from './sniff.ts';

const head = (bytes: Buffer) => bytes.subarray(0, CLAIMED_SIZE_BYTES);

test('it agrees with the whole header of ordinary images', async () => {
  const images = [
    ...(await Promise.all(
      (['png', 'jpeg', 'webp', 'gif'] as const).map((format) => makeImage({ format, width: 123, height: 45 })),
    )),
    await makeTransparentImage('webp'),
    await makeAnimation('webp'),
    await makeAnimation('gif'),
    await makePhoto(),
  ];
  for (const image of images) {
    const contentType = sniffContentType(image) as ContentType;
    const { width, height } = readImageHeader(image, contentType);
    expect(readClaimedSize(head(image), contentType), contentType).toEqual({ width, height });
  }
});

test('it tells what a bomb claims', () => {
  expect(readClaimedSize(head(makePngBomb()), 'image/png')).toEqual({ width: 16_000, height: 16_000 });
  expect(readClaimedSize(head(makeGifBomb()), 'image/gif')).toEqual({ width: 65_535, height: 65_535 });
});

test.each(['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const)('a stub of %s tells nothing', (type) => {
  expect(readClaimedSize(Uint8Array.of(0xff, 0xd8, 0xff), type)).toBeNull();
});
