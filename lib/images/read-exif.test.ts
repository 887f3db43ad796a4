import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { findCorpus } from '../../tests/support/corpus.ts';
import { makeCameraPhoto, makeImage, makeImageSet, makePhoto, SECRET_ARTIST } from '../../tests/support/make-images.ts';
import { readExif } from './read-exif.ts';
import { sniffContentType } from './sniff.ts';

/** A JPEG that is nothing but its EXIF segment and enough around it to be walked. */
function jpegWithTiff(tiff: Buffer): Buffer {
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 4);
  return Buffer.concat([head, payload, Buffer.from([0xff, 0xd9])]);
}

type Entry = [tag: number, type: number, count: number, value: number];

/** A TIFF block with one directory of these entries, and `rest` behind it. */
function tiffOf(entries: Entry[], rest: Buffer = Buffer.alloc(0)): Buffer {
  const bytes = Buffer.alloc(10 + entries.length * 12 + 4);
  bytes.write('MM\0*\0\0\0\x08', 'latin1');
  bytes.writeUInt16BE(entries.length, 8);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + index * 12;
    bytes.writeUInt16BE(tag, at);
    bytes.writeUInt16BE(type, at + 2);
    bytes.writeUInt32BE(count, at + 4);
    bytes.writeUInt32BE(value, at + 8);
  });
  return Buffer.concat([bytes, rest]);
}

const read = (tiff: Buffer) => readExif(jpegWithTiff(tiff), 'image/jpeg');

describe('readExif', () => {
  it.each(['jpeg', 'webp', 'png'] as const)('reads what a camera wrote into a %s', async (format) => {
    expect(readExif(await makeCameraPhoto(format), `image/${format}`)).toMatchObject({
      takenAt: '2026-05-19T16:01:02+02:00',
      cameraMake: 'Kamera Werke',
      cameraModel: 'K 1',
      lens: 'Objektiv 35mm',
      exposureSeconds: 0.004,
      fNumber: 2.8,
      iso: 400,
      focalLengthMm: 35,
      software: 'Firmware 2.0',
      artist: SECRET_ARTIST,
      copyright: '2026 Ada',
      description: 'Harbour at dawn',
      latitude: -33.86,
      longitude: 151.21,
    });
  });

  it('reads orientation and position of a turned photo', async () => {
    const exif = readExif(await makePhoto({ orientation: 6 }), 'image/jpeg');
    expect(exif).toMatchObject({ orientation: 6, latitude: 51.509, longitude: -0.1276, takenAt: null });
  });

  it('has nothing to say of images without EXIF', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      expect(readExif(await makeImage({ format }), `image/${format}`)).toBeNull();
    }
  });

  it('leaves out what cannot be', () => {
    // The first directory ends at 26 and leads to a second one, whose values begin at 44.
    const follow = (tag: number, entry: Entry, ...values: number[]) => {
      const rest = Buffer.alloc(values.length * 4);
      for (const [index, value] of values.entries()) rest.writeUInt32BE(value, index * 4);
      return read(Buffer.concat([tiffOf([[tag, 4, 1, 26]]), tiffOf([entry]).subarray(8), rest]));
    };
    const exposure: Entry = [0x829a, 5, 1, 44];
    expect(follow(0x8769, exposure, 1, 4)).toMatchObject({ exposureSeconds: 0.25 });
    expect(follow(0x8769, exposure, 1, 0)).toBeNull();
    expect(follow(0x8769, exposure, 0, 4)).toBeNull();

    const latitude: Entry = [2, 5, 3, 44];
    expect(follow(0x8825, latitude, 20, 1, 30, 1, 0, 1)).toMatchObject({ latitude: 20.5, longitude: null });
    expect(follow(0x8825, latitude, 200, 1, 30, 1, 0, 1)).toBeNull();

    const changedAt = (text: string) => read(tiffOf([[0x132, 2, 20, 26]], Buffer.from(`${text}\0`)));
    expect(changedAt('2026:02:28 10:00:00')).toMatchObject({ takenAt: '2026-02-28T10:00:00' });
    expect(changedAt('2026:02:31 10:00:00')).toBeNull();
    expect(changedAt('    :  :     :  :  ')).toBeNull();
    // A number where a text belongs.
    expect(read(tiffOf([[0x10f, 3, 1, 0x00410000]]))).toBeNull();
  });

  it('cleans texts', () => {
    const make = (text: string) => read(tiffOf([[0x10f, 2, 40, 26]], Buffer.alloc(40, `${text}\0`)))?.cameraMake;
    expect(make('  Kamera \u202eWerke\n ')).toBe('Kamera Werke');
    expect(make('Fotografía')).toBe('Fotografía');
  });

  it('reads nothing outside of the block, and never throws', () => {
    for (const tiff of [
      Buffer.alloc(0),
      Buffer.from('MM'),
      Buffer.from('MM\0*\xff\xff\xff\xff', 'latin1'),
      tiffOf([[0x10f, 2, 0xffffffff, 0]]),
      tiffOf([[0x10f, 2, 50, 0xffffff00]]),
      tiffOf([[0x8769, 4, 1, 8]]),
      tiffOf([[0x8769, 4, 1, 0xfffffff0]]),
      tiffOf([[0x8825, 4, 0xffffffff, 8]]),
    ]) {
      expect(read(tiff)).toBeNull();
    }
  });

  it('cuts long texts, and what a hostile block repeats costs nothing', () => {
    const long = read(tiffOf([[0x13b, 2, 60_000, 26]], Buffer.alloc(60_000, 'x')));
    expect(long?.artist).toHaveLength(200);
    const entries = Array.from({ length: 5_400 }, (_, index): Entry => [index, 1, 60_000, 8]);
    const startedAt = performance.now();
    read(tiffOf(entries));
    expect(performance.now() - startedAt).toBeLessThan(100);
  });

  it('is finite, short and clean for every image there is', async () => {
    const corpus = (findCorpus() ?? []).filter(({ verdict }) => verdict === 'accept').map((file) => file.readBytes());
    const generated = (await makeImageSet()).filter(({ accepted }) => accepted).map(({ bytes }) => bytes);
    let found = 0;
    for (const bytes of [...corpus, ...generated]) {
      const contentType = sniffContentType(bytes);
      const exif = contentType && readExif(bytes, contentType);
      if (!exif) continue;
      found++;
      for (const fact of Object.values(exif)) {
        if (typeof fact === 'string') expect(fact).toMatch(/^[^\p{Cc}]{1,200}$/u);
        else if (fact !== null) expect(Number.isFinite(fact)).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(3);
  });
});
