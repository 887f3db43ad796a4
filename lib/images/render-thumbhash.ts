import 'server-only';
import { rgbaToThumbHash } from 'thumbhash';
import type { Pixels } from './decode-image.ts';
import { sharp } from './sharp.ts';

const MAX_PIXELS = 100;

/** The ThumbHash of an image, base64; some 25 bytes. https://evanw.github.io/thumbhash/ */
export async function renderThumbhash({ data, ...raw }: Pixels): Promise<string> {
  const small = await sharp(data, { raw })
    .resize({ width: MAX_PIXELS, height: MAX_PIXELS, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(small.info.width, small.info.height, small.data)).toString('base64');
}
