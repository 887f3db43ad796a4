import { describeError, logLine } from '../log.ts';

/** A refusal in the form of Supabase Storage: HTTP 400 (its own for ranges and faults), the true one as text in the body. */
export class StorageError extends Error {
  readonly code: string;
  readonly statusCode: string;
  readonly error: string;

  constructor(code: string, statusCode: number, error: string, message: string) {
    super(message);
    this.code = code;
    this.statusCode = String(statusCode);
    this.error = error;
  }

  get httpStatus(): number {
    const status = Number(this.statusCode);
    return status === 416 || status >= 500 ? status : 400;
  }

  get body() {
    return { statusCode: this.statusCode, error: this.error, message: this.message, code: this.code };
  }
}

export const noSuchKey = () => new StorageError('NoSuchKey', 404, 'not_found', 'Object not found');
export const noSuchBucket = () => new StorageError('NoSuchBucket', 404, 'Bucket not found', 'Bucket not found');
export const invalidKey = (key: string) => new StorageError('InvalidKey', 400, 'InvalidKey', `Invalid key: ${key}`);
export const invalidRequest = (message: string) => new StorageError('InvalidRequest', 400, 'Error', message);
export const accessDenied = (message: string) => new StorageError('AccessDenied', 403, 'Unauthorized', message);
export const invalidSignature = (message = 'Invalid signature') =>
  new StorageError('InvalidSignature', 400, 'InvalidSignature', message);
export const entityTooLarge = () =>
  new StorageError('EntityTooLarge', 413, 'Payload too large', 'The object exceeded the maximum allowed size');
export const invalidMimeType = (mimeType: string) =>
  new StorageError('InvalidMimeType', 415, 'invalid_mime_type', `mime type ${mimeType} is not supported`);
export const invalidRange = () => new StorageError('InvalidRange', 416, 'invalid_range', 'invalid range provided');
export const bucketNotEmpty = () =>
  new StorageError('ResourceNotEmpty', 409, 'ResourceNotEmpty', 'The bucket you tried to delete is not empty');
export const duplicate = (code: 'KeyAlreadyExists' | 'BucketAlreadyExists') =>
  new StorageError(code, 409, 'Duplicate', 'The resource already exists');
export const aborted = () => new StorageError('InvalidRequest', 400, 'Error', 'The upload ended early');
const internal = () => new StorageError('InternalError', 500, 'Internal', 'Internal Server Error');
const diskFull = () =>
  new StorageError('InsufficientStorage', 507, 'Insufficient Storage', 'No space is left for this file');
const locked = () => new StorageError('ResourceLocked', 423, 'ResourceLocked', 'The resource is locked');

/** What anybody's request brings about; worth no line in the log. */
function isEveryday(error: unknown): boolean {
  return /unique constraint "bucketid_objname"|\(22021\)$/.test(describeError(error));
}

/** The answer to any failure; what the answer doesn't say goes to the log, a guard's own words above all. */
export function toStorageError(error: unknown, what: string): StorageError {
  if (error instanceof StorageError) return error;
  /** Of the database, or of the file system. */
  const code = (error as { code?: unknown } | null)?.code;
  if (!isEveryday(error)) logLine(`storage ${what}: ${describeError(error)}`);
  switch (code) {
    case '42501':
      return accessDenied('new row violates row-level security policy');
    case '23505':
      return duplicate('KeyAlreadyExists');
    case '22021': // a NUL character, which no stored name has
      return noSuchKey();
    case '23503':
      return noSuchBucket();
    case '55P03':
    case '40P01':
      return locked();
    case '53100': // disk_full
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull();
    default:
      return internal();
  }
}
