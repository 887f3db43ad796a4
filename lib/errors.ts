/**
 * The one error vocabulary of the product. The core throws {@link AppError}; the HTTP layer and the
 * server actions turn it into the documented shape `{error:{code,message,fields?}}`.
 */

/** Every documented error code with the HTTP status that carries it. */
export const ERROR_STATUS = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  limit_exceeded: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  asset_not_ready: 409,
  upload_incomplete: 409,
  upload_expired: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  upload_mismatch: 422,
  invalid_image: 422,
  rate_limited: 429,
  internal: 500,
  storage_unavailable: 503,
  database_unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type ErrorDetails = {
  /** Field path → what is wrong with it; only with `validation_failed` and `invalid_request`. */
  fields?: Record<string, string>;
  /** Seconds to wait before the next try; sent as Retry-After. */
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** An expected failure: its message is written for the person who reads it and is safe to show. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** What is wrong with one field, said beside it. */
export const invalidField = (field: string, message: string, cause?: unknown): AppError =>
  new AppError('validation_failed', message, { fields: { [field]: message }, cause });

/** The wire form of a failure, the same in the HTTP API and in the results of server actions. */
export type ErrorBody = { code: ErrorCode; message: string; fields?: Record<string, string>; requestId?: string };
