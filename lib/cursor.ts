import { AppError } from './errors.ts';

/** Opaque page cursors: the position of the last row seen, as base64url JSON. */

export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws AppError invalid_request when the text is not a cursor or `isPosition` does not take it. */
export function decodeCursor<T>(cursor: string, isPosition: (value: unknown) => value is T): T {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isPosition(position)) return position;
  } catch {
    // Not JSON: the same answer as for a wrong position.
  }
  throw new AppError('invalid_request', 'The cursor is not one that this list has given.');
}
