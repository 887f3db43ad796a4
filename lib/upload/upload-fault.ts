/**
 * What can be done about a failed step:
 * `transient` – the same again after a pause; `expired` – with a fresh upload URL; `incomplete` – the bytes are not
 * there, send them again; `refused` – this file never; `failed` – a person may try again.
 */
export type UploadFaultKind = 'transient' | 'expired' | 'incomplete' | 'refused' | 'failed';

/** A step of an upload failed; the message is written for the person who dropped the file. */
export class UploadFault extends Error {
  readonly kind: UploadFaultKind;
  readonly retryAfterMs: number | null;
  /** Of the API's errors; null where it did not answer with one. */
  readonly code: string | null;

  constructor(kind: UploadFaultKind, message: string, retryAfterMs: number | null = null, code: string | null = null) {
    super(message);
    this.name = 'UploadFault';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
    this.code = code;
  }
}

export const CONNECTION_DROPPED = 'The connection dropped.';

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
