import { z } from 'zod';

const text = z.string().nullable();
const measure = z.number().nullable();

/** What a camera or a program wrote into the original. Each is null where it said nothing that is understood. */
export const exifSchema = z
  .object({
    takenAt: text.describe('ISO 8601; without an offset it is the time on the clock of the camera.'),
    cameraMake: text,
    cameraModel: text,
    lens: text,
    exposureSeconds: measure,
    fNumber: measure,
    iso: measure,
    focalLengthMm: measure,
    software: text,
    artist: text,
    copyright: text,
    description: text,
    latitude: measure.describe('Degrees, north is positive.'),
    longitude: measure.describe('Degrees, east is positive.'),
    orientation: measure.describe('1 to 8, as in EXIF.'),
  })
  .meta({ id: 'Exif' });
export type Exif = z.infer<typeof exifSchema>;
