import { describe, expect, it } from 'vitest';
import type { Publication } from '../../lib/schemas/asset-details.ts';
import type { Exif } from '../../lib/schemas/exif.ts';
import { describeExif, describePublication, formatMoment } from './detail-words.ts';

const publication = (changes: Partial<Publication>): Publication => ({
  publishedAt: '2026-05-20T10:01:02.000Z',
  takenBackAt: null,
  originGoneAt: null,
  edge: 'unchecked',
  cachedUntil: null,
  path: 'a/b/c.png',
  ...changes,
});

/** Of the time zone that the test runs in. */
const at = (dateTime: string) => formatMoment(dateTime).split(', ')[1];

describe('describePublication', () => {
  it('says since when', () => {
    const { period, proofs } = describePublication(publication({}));
    expect(period).toBe(`Public since ${formatMoment('2026-05-20T10:01:02.000Z')}`);
    expect(period).toMatch(/^Public since \d+ May 2026, \d\d:01:02$/);
    expect(proofs).toEqual([]);
  });

  it('says how it ended, and what is proven of it', () => {
    const ended = publication({
      takenBackAt: '2026-05-20T10:03:04.000Z',
      originGoneAt: '2026-05-20T10:03:05.000Z',
      edge: 'dead',
    });
    const takenBack = at('2026-05-20T10:03:04.000Z');
    expect(describePublication(ended)).toEqual({
      period: `Public from ${formatMoment(ended.publishedAt)} to ${takenBack}`,
      proofs: [
        `Taken back at ${takenBack}`,
        `Gone at the origin at ${at('2026-05-20T10:03:05.000Z')}`,
        'Caches: dead, the public address gives no bytes',
      ],
    });
  });

  it('claims nothing that is not known', () => {
    const takenBackAt = '2026-07-01T10:00:00.000Z';
    const proofsOf = (changes: Partial<Publication>) =>
      describePublication(publication({ takenBackAt, ...changes })).proofs;
    // Weeks later: the day is told too.
    expect(proofsOf({})).toEqual([
      `Taken back at ${formatMoment(takenBackAt)}`,
      'Not gone at the origin yet',
      'Caches: not checked yet',
    ]);
    expect(proofsOf({ edge: 'unreachable' })[2]).toBe('Caches: not known, the public address could not be reached');
    const cachedUntil = '2026-07-01T10:06:00.000Z';
    expect(proofsOf({ edge: 'cached', cachedUntil })[2]).toBe(`Caches: may show it until ${at(cachedUntil)}`);
  });
});

describe('describeExif', () => {
  const nothing: Exif = {
    takenAt: null,
    cameraMake: null,
    cameraModel: null,
    lens: null,
    exposureSeconds: null,
    fNumber: null,
    iso: null,
    focalLengthMm: null,
    software: null,
    artist: null,
    copyright: null,
    description: null,
    latitude: null,
    longitude: null,
    orientation: null,
  };
  const told = (exif: Partial<Exif>) =>
    Object.fromEntries(describeExif({ ...nothing, ...exif }).filter(([, value]) => value !== null));

  it('reads as photographers write', () => {
    expect(
      told({
        takenAt: '2026-05-19T16:01:02+02:00',
        cameraMake: 'Kamera Werke',
        cameraModel: 'K 1',
        exposureSeconds: 0.004,
        fNumber: 2.8,
        iso: 400,
        focalLengthMm: 35,
        latitude: -33.86,
        longitude: 151.21,
      }),
    ).toEqual({
      Taken: '2026-05-19 16:01:02 +02:00',
      Camera: 'Kamera Werke K 1',
      Exposure: '1/250 s',
      Aperture: 'f/2.8',
      ISO: '400',
      'Focal length': '35 mm',
      Position: '33.86° S, 151.21° E',
    });
  });

  it('leaves out what is not there, and says nothing twice', () => {
    expect(told({})).toEqual({});
    expect(told({ latitude: 1 })).toEqual({});
    expect(told({ cameraMake: 'Canon', cameraModel: 'Canon EOS R5' })).toEqual({ Camera: 'Canon EOS R5' });
    expect(told({ cameraModel: 'K 1', exposureSeconds: 2.5 })).toEqual({ Camera: 'K 1', Exposure: '2.5 s' });
  });
});
