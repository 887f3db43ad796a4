import { invalidKey, StorageError } from './errors.ts';

/** Below what an index entry of PostgreSQL holds. */
const MAX_KEY_BYTES = 2048;
const MAX_SEGMENT_BYTES = 255;
const KEY_CHARACTERS = /^[\w/!\-.*'() &$@=;:+,?]+$/;
const BUCKET_CHARACTERS = /^[\w!\-.*'() &$@=;:+,?]+$/;

/** @throws StorageError InvalidKey for what Supabase refuses, and for names that no back end can keep */
export function requireValidKey(key: string): void {
  const isTooLong = key.length > MAX_KEY_BYTES || key.split('/').some(({ length }) => length > MAX_SEGMENT_BYTES);
  if (!KEY_CHARACTERS.test(key) || isTooLong) throw invalidKey(key.slice(0, MAX_KEY_BYTES));
  if (/(^|\/)\.{1,2}(\/|$)/.test(key)) throw invalidKey(`${key} contains dot path segment`);
}

/** @throws StorageError InvalidBucketName */
export function requireValidBucketName(name: string): void {
  if (!BUCKET_CHARACTERS.test(name) || name.length > 100 || name.trim() !== name || /^\.+$/.test(name)) {
    throw new StorageError('InvalidBucketName', 400, 'Invalid Input', 'Bucket name invalid');
  }
}
