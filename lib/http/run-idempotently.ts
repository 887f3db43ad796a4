import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Operation } from '../api/operation.ts';
import { runOnce } from '../composition.ts';
import { AppError } from '../errors.ts';
import { sha256Of } from '../sha256-of.ts';
import { answerWith } from './answer-with.ts';
import type { Caller } from './caller.ts';

type KeyedCall = {
  operation: Operation;
  request: Request;
  viewer: Caller;
  /** What is asked for beyond method and address; plain data. */
  content: unknown;
};

/**
 * Does the work of an operation that takes an Idempotency-Key at most once for the key of this request; without a key,
 * simply does it.
 * @throws AppError invalid_request, conflict (the first one still runs), validation_failed (another request's key)
 */
export async function runIdempotently(
  { operation, request, viewer, content }: KeyedCall,
  work: (resourceId: string) => Promise<Response>,
): Promise<Response> {
  const key = operation.idempotencyKey && request.headers.get('idempotency-key');
  if (!operation.idempotencyKey || key === null || key === undefined) return work(randomUUID());
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw new AppError('invalid_request', 'An Idempotency-Key has 1 to 255 printable ASCII characters.');
  }
  const asked = JSON.stringify([operation.method, new URL(request.url).pathname, content]);
  const fingerprint = sha256Of(asked);
  const answer = await runOnce()(
    { ownerId: viewer.id, key, fingerprint, repetition: operation.idempotencyKey },
    async (resourceId) => {
      const response = await work(resourceId);
      return { status: response.status, body: await response.json() };
    },
  );
  return answerWith(answer.status, answer.body);
}
