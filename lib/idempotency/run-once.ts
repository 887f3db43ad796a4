import type { IdempotencyStore, KeyedRequest } from '../ports/idempotency-store.ts';

/** Longer than any request that creates; the key of one whose process died is free after this. */
const LOCK_SECONDS = 90;

export type KeyedAnswer = { status: number; body: unknown };

/**
 * What a repeated request gets: the first one's answer again; or the work done again, which is idempotent by itself,
 * under the first one's status: where answers carry addresses that must be fresh and are nobody's to keep.
 */
export type Repetition = 'answer' | 'work';

export type RunOnce = (
  request: KeyedRequest & { repetition: Repetition },
  /** @param resourceId the id to create under: the same at every try */
  work: (resourceId: string) => Promise<KeyedAnswer>,
) => Promise<KeyedAnswer>;

/**
 * Carries a request out at most once for its key. What it creates has an id that is known before the work begins, so
 * that even a crash before the answer is kept, or a try that outlives its lock, creates nothing twice.
 */
export function createRunOnce({ store, log }: { store: IdempotencyStore; log: (line: string) => void }): RunOnce {
  return async (request, work) => {
    const { resourceId, status, body } = await store.begin(request, LOCK_SECONDS);
    if (status !== null) {
      return request.repetition === 'answer' ? { status, body } : { ...(await work(resourceId)), status };
    }
    const answer = await work(resourceId).catch(async (error: unknown) => {
      await store.release(request, resourceId).catch((releaseError: unknown) => {
        log(`an Idempotency-Key stays locked for ${LOCK_SECONDS} s: ${releaseError}`);
      });
      throw error;
    });
    const kept = { status: answer.status, body: request.repetition === 'answer' ? answer.body : null };
    // Without a kept answer the work is done again, under the same id.
    const standing = await store.finish(request, resourceId, kept).catch((error: unknown) => {
      log(`an answer is not kept under its Idempotency-Key: ${error}`);
      return answer;
    });
    return request.repetition === 'answer' ? standing : { ...answer, status: standing.status };
  };
}
