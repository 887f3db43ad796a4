import { ERROR_STATUS } from '../errors.ts';
import type { ErrorBody } from './error.ts';

/** The failure that a body tells of; null for other bodies: something between here and the server may have answered. */
export function findErrorBody(body: unknown): ErrorBody | null {
  const { code, message } = (body as { error?: Partial<ErrorBody> } | null)?.error ?? {};
  if (typeof message !== 'string' || !Object.hasOwn(ERROR_STATUS, String(code))) return null;
  return (body as { error: ErrorBody }).error;
}
