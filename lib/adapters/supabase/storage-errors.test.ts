import { describe, expect, it } from 'vitest';
import { isMissing, toStorageError } from './storage-errors.ts';

describe('toStorageError', () => {
  it.each([
    ['403', 'forbidden'],
    ['404', 'not_found'],
    ['409', 'conflict'],
    ['413', 'payload_too_large'],
    ['415', 'unsupported_media_type'],
    ['423', 'storage_unavailable'],
    ['500', 'storage_unavailable'],
  ])('goes by the status in the body, not by HTTP: %s is %s', (statusCode, code) => {
    expect(toStorageError({ message: 'no', status: 400, statusCode }).code).toBe(code);
  });

  it('says that Storage is away when nothing answered, and when to try again', () => {
    expect(toStorageError({ message: 'fetch failed' })).toMatchObject({
      code: 'storage_unavailable',
      retryAfterSeconds: 2,
    });
  });
});

describe('isMissing', () => {
  it('tells a missing object from every other failure', () => {
    expect(isMissing({ message: 'Object not found', status: 400, statusCode: '404' })).toBe(true);
    expect(isMissing({ message: 'no', status: 400, statusCode: '403' })).toBe(false);
    expect(isMissing({ message: 'fetch failed' })).toBe(false);
  });
});
