import 'server-only';
import { z } from 'zod';
import type { ApiTokenStore } from '../../ports/api-token-store.ts';
import { apiScopeSchema } from '../../schemas/api-scope.ts';
import type { CallFunction } from './call-function.ts';

const apiTokenRow = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string(),
    scopes: z.array(apiScopeSchema),
    created_at: z.string(),
    expires_at: z.string().nullable(),
    last_used_at: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }));

const holderRow = z
  .object({ owner_id: z.string(), email: z.string(), scopes: z.array(apiScopeSchema) })
  .transform((row) => ({ ownerId: row.owner_id, email: row.email, scopes: row.scopes }));

/** {@link ApiTokenStore} on the api_tokens table. */
export function createApiTokenStore(call: CallFunction): ApiTokenStore {
  return {
    create: async (owner, { name, hash, hint, scopes, expiresInSeconds }) =>
      apiTokenRow.parse(
        await call('create_api_token', {
          p_owner: owner,
          p_name: name,
          p_token_hash: hash,
          p_hint: hint,
          p_scopes: scopes,
          p_expires_in_seconds: expiresInSeconds,
        }),
      ),
    list: async (owner) => z.array(apiTokenRow).parse(await call('list_api_tokens', { p_owner: owner })),
    revoke: async (owner, token) => {
      await call('revoke_api_token', { p_owner: owner, p_token: token });
    },
    use: async (hash) => holderRow.nullable().parse(await call('use_api_token', { p_token_hash: hash })),
  };
}
