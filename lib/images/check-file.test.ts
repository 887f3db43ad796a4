import { describe, expect, it } from 'vitest';
import { makeImage, makeImageSet, makeSvg } from '../../tests/support/make-images.ts';
import { AppError } from '../errors.ts';
import { type CheckImageFileInput, checkImageFile } from './check-file.ts';

async function codeOf(input: CheckImageFileInput): Promise<string> {
  try {
    await checkImageFile(input);
    return 'accepted';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('checkImageFile', () => {
  it('judges the whole generated set as it is meant', async () => {
    for (const { name, bytes, accepted } of await makeImageSet()) {
      const code = await codeOf({ bytes, name });
      expect(code === 'accepted', `${name}: ${code}`).toBe(accepted);
    }
  }, 60_000);

  it('wants the name to agree with the bytes', async () => {
    const bytes = await makeImage({ format: 'jpeg' });
    const agreeing = [
      'a.jpg',
      'a.jpeg',
      'a.JPG',
      'b.png.jpg',
      'a b.jpg ',
      'no-extension',
      '.hidden',
      'folder.png/file',
    ];
    for (const name of agreeing) expect(await codeOf({ bytes, name }), name).toBe('accepted');
    for (const name of ['a.png', 'a.jpg.exe', 'a.svg', 'a.webp'])
      expect(await codeOf({ bytes, name }), name).toBe('invalid_image');
    expect(await codeOf({ bytes: makeSvg(), name: 'a.png' })).toBe('unsupported_media_type');
  });

  it('judges by size first', async () => {
    const bytes = await makeImage({ format: 'jpeg' });
    const limits = { maxBytes: bytes.length - 1, maxPixels: 50_000_000 };
    expect(await codeOf({ bytes, limits })).toBe('payload_too_large');
    expect(await codeOf({ bytes, limits: { ...limits, maxBytes: bytes.length } })).toBe('accepted');
    expect(await codeOf({ bytes: Buffer.alloc(0) })).toBe('invalid_image');
  });
});
