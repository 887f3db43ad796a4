import { AppError } from '../errors.ts';
import { type ContentType, labelOf } from './content-types.ts';

/** The file ends before its format says it should. */
export function cutShort(contentType: ContentType): AppError {
  return new AppError('invalid_image', `This ${labelOf(contentType)} is cut short: its end is missing.`);
}

/**
 * The file breaks the rules of its format.
 * @param what completes the sentence "This PNG is damaged: …", without a full stop.
 */
export function damaged(contentType: ContentType, what: string, cause?: unknown): AppError {
  return new AppError('invalid_image', `This ${labelOf(contentType)} is damaged: ${what}.`, { cause });
}
