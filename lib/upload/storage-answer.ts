import { CONNECTION_DROPPED, UploadFault } from './upload-fault.ts';

export type PutAnswer = { status: number; body: string; retryAfter: string | null };

/**
 * Reads Storage's answer to a PUT on a signed upload URL. Storage answers errors with HTTP 400 and the true status in
 * `statusCode` of the body; a 409 there means that the bytes are stored already, which is as good as success.
 *
 * @throws UploadFault
 */
export function readStorageAnswer(answer: PutAnswer, fileName: string): void {
  if (answer.status >= 200 && answer.status < 300) return;
  const { status, error } = trueStatus(answer);
  if (status === 409) return;
  if (error === 'InvalidJWT' || status === 401) throw new UploadFault('expired', 'The upload address has expired.');
  if (status === 507) throw new UploadFault('transient', 'The storage has no space left.');
  if (status === 429 || status >= 500 || status === 408) {
    throw new UploadFault('transient', 'The storage is busy.', retryAfterToMs(answer.retryAfter));
  }
  if (status === 0) throw new UploadFault('transient', CONNECTION_DROPPED);
  if (status === 413) throw new UploadFault('refused', `${fileName} is larger than the storage takes.`);
  if (status === 415) throw new UploadFault('refused', `${fileName} is of a type that the storage does not take.`);
  throw new UploadFault('failed', `The storage did not take ${fileName} (${error || status}).`);
}

/** @param value a Retry-After header: seconds or an HTTP date. */
export function retryAfterToMs(value: string | null, nowMs: number = Date.now()): number | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs);
}

function trueStatus(answer: PutAnswer): { status: number; error: string } {
  try {
    const body: unknown = JSON.parse(answer.body);
    if (typeof body === 'object' && body !== null) {
      const { statusCode, error } = body as { statusCode?: unknown; error?: unknown };
      const status = Number(statusCode);
      return { status: status >= 400 ? status : answer.status, error: typeof error === 'string' ? error : '' };
    }
  } catch {
    // Not JSON: a proxy between us and Storage answered.
  }
  return { status: answer.status, error: '' };
}
