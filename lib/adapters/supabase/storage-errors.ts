import 'server-only';
import { AppError } from '../../errors.ts';

/**
 * Quirk: Storage answers most failures with HTTP 400 and the true status as text in `statusCode`; storage-js
 * hands both on (StorageApiError), and a StorageUnknownError without status when there was no answer.
 */
type StorageFailure = { message: string; status?: number | undefined; statusCode?: string | undefined };

const trueStatus = (error: StorageFailure): number => Number(error.statusCode ?? error.status ?? 0);

/** Whether the object (or its bucket) simply is not there. */
export const isMissing = (error: StorageFailure): boolean => trueStatus(error) === 404;

/** A failure of Storage in the app's vocabulary. */
export function toStorageError(error: StorageFailure): AppError {
  switch (trueStatus(error)) {
    case 403:
      return new AppError('forbidden', 'The file store does not allow that now.', { cause: error });
    case 404:
      return new AppError('not_found', 'The file store has no such file.', { cause: error });
    case 409:
      return new AppError('conflict', 'The file store has that file already.', { cause: error });
    case 413:
      return new AppError('payload_too_large', 'The file is larger than the file store takes.', { cause: error });
    case 415:
      return new AppError('unsupported_media_type', 'The file store does not take files of that type.', {
        cause: error,
      });
    default:
      return new AppError('storage_unavailable', 'The file store does not answer. Try again in a moment.', {
        retryAfterSeconds: 2,
        cause: error,
      });
  }
}
