import { AppError } from '../errors.ts';
import { type ContentType, labelOf, listOfLabels } from './content-types.ts';
import { describeForeignType, SNIFF_BYTES, sniffContentType } from './sniff.ts';

/**
 * The type of a file by its first bytes.
 * @param head the first {@link SNIFF_BYTES} bytes, or all
 * @throws AppError `unsupported_media_type`, saying what it is instead
 */
export function requireContentType(head: Uint8Array, allowed: readonly ContentType[]): ContentType {
  const contentType = sniffContentType(head);
  if (contentType !== null && allowed.includes(contentType)) return contentType;
  const label = contentType === null ? null : `a ${labelOf(contentType)}`;
  const what = label ?? describeForeignType(head.subarray(0, SNIFF_BYTES)) ?? 'not an image that can be read here';
  throw new AppError('unsupported_media_type', `This file is ${what}. Only ${listOfLabels(allowed)} can be uploaded.`);
}
