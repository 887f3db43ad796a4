import { describe, expect, it } from 'vitest';
import { makeHeic, makeHtml, makeImage, makeSvg } from '../../tests/support/make-images.ts';
import { describeForeignType, sniffContentType } from './sniff.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('sniffContentType', () => {
  it.each([
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
    ['gif', 'image/gif'],
  ] as const)('knows a %s by its first 16 bytes', async (format, contentType) => {
    const image = await makeImage({ format, width: 8, height: 8 });
    expect(sniffContentType(image.subarray(0, 16))).toBe(contentType);
    expect(describeForeignType(image)).toBeNull();
  });

  it.each(['', '\xff', 'RIFF', 'RIFF\0\0\0\0WAVE', 'GIF88a', '\x89PNG\n\x1a\n', '<svg>'])(
    'does not know %j',
    (text) => {
      expect(sniffContentType(latin1(text))).toBeNull();
    },
  );
});

describe('describeForeignType', () => {
  it.each([
    [makeHeic(), 'a HEIC photo'],
    [latin1('\0\0\0\x20ftypavif'), 'an AVIF image'],
    [latin1('\0\0\0\x20ftypisom'), 'an MP4 video'],
    [latin1('\0\0\0\x14ftypqt  '), 'a QuickTime video'],
    [latin1('\0\0\0\x14ftyp'), 'an MP4 video'],
    [makeSvg(), 'an SVG drawing'],
    [latin1('\xef\xbb\xbf<?xml version="1.0"?>\n<svg >'), 'an SVG drawing'],
    [makeHtml(), 'an HTML page'],
    [latin1('%PDF-1.7'), 'a PDF'],
    [latin1('BM\x3a\0'), 'a BMP image'],
    [latin1('II*\0\x08'), 'a TIFF or camera raw image'],
    [latin1('PK\x03\x04'), 'a ZIP archive or an office document'],
    [latin1('\x89PNG\n\x1a\n'), 'a PNG that was damaged in transfer'],
  ])('names it: %#', (head, name) => {
    expect(describeForeignType(head)).toBe(name);
  });

  it('says nothing about what it does not know', () => {
    expect(describeForeignType(latin1('hello'))).toBeNull();
    expect(describeForeignType(new Uint8Array())).toBeNull();
  });
});
