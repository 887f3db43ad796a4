import 'server-only';
import { randomUUID } from 'node:crypto';
import { ZodError } from 'zod';
import type { ErrorBody } from '../errors.ts';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { fieldProblems } from '../schemas/field-problems.ts';

/** Any failure as the vocabulary has it. What is not expected is logged under a request id and told as that alone. */
export function toErrorBody(error: unknown): { error: AppError; body: ErrorBody } {
  const requestId = randomUUID();
  const appError = toAppError(error, requestId);
  if (appError.status >= 500) log(`request ${requestId} ${appError.code}: ${reasonFor(error)}`);
  return {
    error: appError,
    body: {
      code: appError.code,
      message: appError.message,
      ...(appError.fields && { fields: appError.fields }),
      ...(appError.status >= 500 && { requestId }),
    },
  };
}

/** The documented answer to a failed API request. */
export function errorResponse(failure: unknown): Response {
  const { error, body } = toErrorBody(failure);
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
  // The rest of such a body may not have been read, so nothing else can come over this connection.
  if (error.status === 413 || error.status === 415) headers.set('connection', 'close');
  if (error.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer');
  return Response.json({ error: body }, { status: error.status, headers });
}

function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError && error.code !== 'internal') return error;
  if (error instanceof ZodError) {
    return new AppError('validation_failed', 'Some values are not usable.', { fields: fieldProblems(error) });
  }
  return new AppError('internal', `Something went wrong on our side. It is logged under ${requestId}.`, {
    cause: error,
  });
}

function reasonFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { message?: unknown; code?: unknown } | undefined;
  return [error.message, cause?.code, cause?.message].filter(Boolean).join(' · ');
}
