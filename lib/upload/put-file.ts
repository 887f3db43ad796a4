import type { PutAnswer } from './storage-answer.ts';
import { CONNECTION_DROPPED, UploadFault } from './upload-fault.ts';

export type PutRequest = {
  url: string;
  headers: Record<string, string>;
  file: Blob;
  signal: AbortSignal;
  onProgress(sentBytes: number): void;
};

/** A connection on which nothing moves for this long is given up and tried again. */
const STALL_TIMEOUT_MS = 60_000;

/**
 * Sends a file by XMLHttpRequest, because fetch reports no upload progress. No cookies go along.
 *
 * @throws UploadFault `transient` when the connection drops or stalls; AbortError when cancelled.
 */
export function putFile(request: PutRequest): Promise<PutAnswer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stallTimer: ReturnType<typeof setTimeout> | undefined;
    const abort = () => xhr.abort();
    const settle = (finish: () => void) => {
      clearTimeout(stallTimer);
      request.signal.removeEventListener('abort', abort);
      finish();
    };
    const watchStall = () => {
      clearTimeout(stallTimer);
      stallTimer = setTimeout(abort, STALL_TIMEOUT_MS);
    };
    const drop = () => settle(() => reject(new UploadFault('transient', CONNECTION_DROPPED)));

    xhr.upload.onprogress = (event) => {
      watchStall();
      request.onProgress(event.loaded);
    };
    xhr.onload = () =>
      settle(() => resolve({ status: xhr.status, body: xhr.responseText, retryAfter: findRetryAfter(xhr) }));
    xhr.onerror = drop;
    xhr.ontimeout = drop;
    xhr.onabort = () => {
      if (!request.signal.aborted) return drop();
      settle(() => reject(new DOMException('The upload was cancelled.', 'AbortError')));
    };

    if (request.signal.aborted) return reject(new DOMException('The upload was cancelled.', 'AbortError'));
    request.signal.addEventListener('abort', abort);
    xhr.open('PUT', request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    watchStall();
    xhr.send(request.file);
  });
}

/** Asking for a header that the other origin does not expose is an error in the browser's console. */
function findRetryAfter(xhr: XMLHttpRequest): string | null {
  return /^retry-after:/im.test(xhr.getAllResponseHeaders()) ? xhr.getResponseHeader('Retry-After') : null;
}
