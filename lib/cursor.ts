import { AppError } from './errors.ts';

/** Opaque page cursors: the position of the last row seen, as base64url JSON. */

export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Null when the text is not a cursor or `isPosition` does not take it. */
export function findCursorPosition<T>(cursor: string, isPosition: (value: unknown) => value is T): T | null {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return isPosition(position) ? position : null;
  } catch {
    return null;
  }
}

/** @throws AppError invalid_request where {@link findCursorPosition} finds none. */
export function decodeCursor<T>(cursor: string, isPosition: (value: unknown) => value is T): T {
  const position = findCursorPosition(cursor, isPosition);
  if (position === null) throw new AppError('invalid_request', 'The cursor is not one that this list has given.');
  return position;
}
