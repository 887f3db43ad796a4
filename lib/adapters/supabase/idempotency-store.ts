import 'server-only';
import { z } from 'zod';
import type { IdempotencyStore, KeyedRequest } from '../../ports/idempotency-store.ts';
import type { CallFunction } from './call-function.ts';

const begunRow = z
  .object({ resource_id: z.string(), status: z.number().nullable(), body: z.unknown() })
  .transform((row) => ({ resourceId: row.resource_id, status: row.status, body: row.body }));

const answerRow = z
  .object({ status: z.number(), body: z.unknown() })
  .transform((row) => ({ status: row.status, body: row.body }));

/** {@link IdempotencyStore} on the idempotency_keys table. */
export function createIdempotencyStore(call: CallFunction): IdempotencyStore {
  const keyed = ({ ownerId, key }: KeyedRequest) => ({ p_owner: ownerId, p_key: key });
  return {
    begin: async (request, lockSeconds) =>
      begunRow.parse(
        await call('begin_idempotent_request', {
          ...keyed(request),
          p_fingerprint: request.fingerprint,
          p_lock_seconds: lockSeconds,
        }),
      ),
    finish: async (request, resourceId, { status, body }) =>
      answerRow.parse(
        await call('finish_idempotent_request', {
          ...keyed(request),
          p_resource: resourceId,
          p_status: status,
          p_body: body,
        }),
      ),
    release: async (request, resourceId) => {
      await call('release_idempotent_request', { ...keyed(request), p_resource: resourceId });
    },
    expire: async (limit) => z.number().parse(await call('expire_idempotency_keys', { p_limit: limit })),
  };
}
