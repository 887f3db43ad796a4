import type { Publication } from '../../lib/schemas/asset-details.ts';
import type { Exif } from '../../lib/schemas/exif.ts';

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "24 Nov 2026, 12:03:04", in the reader's time zone: not for the server. */
export function formatMoment(dateTime: string): string {
  const moment = new Date(dateTime);
  return `${date.format(moment)}, ${time.format(moment)}`;
}

const formatClock = (dateTime: string): string => time.format(new Date(dateTime));

/** The time alone on the same day as `since`, otherwise with the day. */
function formatLater(dateTime: string, since: string): string {
  const sameDay = date.format(new Date(dateTime)) === date.format(new Date(since));
  return sameDay ? formatClock(dateTime) : formatMoment(dateTime);
}

export type PublicationWords = {
  period: string;
  /** What is known of its end, in order. */
  proofs: string[];
};

export function describePublication(publication: Publication): PublicationWords {
  const { publishedAt, takenBackAt, originGoneAt } = publication;
  if (takenBackAt === null) return { period: `Public since ${formatMoment(publishedAt)}`, proofs: [] };
  return {
    period: `Public from ${formatMoment(publishedAt)} to ${formatLater(takenBackAt, publishedAt)}`,
    proofs: [
      `Taken back at ${formatLater(takenBackAt, publishedAt)}`,
      originGoneAt === null
        ? 'Not gone at the origin yet'
        : `Gone at the origin at ${formatLater(originGoneAt, publishedAt)}`,
      describeCaches(publication, takenBackAt),
    ],
  };
}

function describeCaches({ edge, cachedUntil }: Publication, takenBackAt: string): string {
  switch (edge) {
    case 'dead':
      return 'Caches: dead, the public address gives no bytes';
    case 'cached':
      return cachedUntil === null
        ? 'Caches: may show it for a short while'
        : `Caches: may show it until ${formatLater(cachedUntil, takenBackAt)}`;
    case 'unreachable':
      return 'Caches: not known, the public address could not be reached';
    case 'unchecked':
      return 'Caches: not checked yet';
  }
}

/** What the camera wrote, as rows of words; those that it left out are null. */
export function describeExif(exif: Exif): [word: string, value: string | null][] {
  return [
    ['Taken', exif.takenAt && formatTaken(exif.takenAt)],
    ['Camera', joinNames(exif.cameraMake, exif.cameraModel)],
    ['Lens', exif.lens],
    ['Exposure', exif.exposureSeconds === null ? null : formatExposure(exif.exposureSeconds)],
    ['Aperture', exif.fNumber === null ? null : `f/${round(exif.fNumber)}`],
    ['ISO', exif.iso === null ? null : String(exif.iso)],
    ['Focal length', exif.focalLengthMm === null ? null : `${round(exif.focalLengthMm)} mm`],
    ['Position', formatPosition(exif)],
    ['Orientation', exif.orientation === null ? null : String(exif.orientation)],
    ['Artist', exif.artist],
    ['Copyright', exif.copyright],
    ['Description', exif.description],
    ['Software', exif.software],
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The clock of the camera, which knows no time zone of the reader's. */
const formatTaken = (takenAt: string): string => takenAt.replace('T', ' ').replace(/([+-]\d\d:\d\d)$/, ' $1');

/** Many cameras write their maker into the model too. */
function joinNames(make: string | null, model: string | null): string | null {
  if (make === null || model === null) return make ?? model;
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`;
}

function formatExposure(seconds: number): string {
  return seconds >= 0.3 ? `${round(seconds)} s` : `1/${Math.round(1 / seconds)} s`;
}

function formatPosition({ latitude, longitude }: Exif): string | null {
  if (latitude === null || longitude === null) return null;
  const degrees = (value: number, positive: string, negative: string) =>
    `${Math.abs(value)}° ${value < 0 ? negative : positive}`;
  return `${degrees(latitude, 'N', 'S')}, ${degrees(longitude, 'E', 'W')}`;
}
