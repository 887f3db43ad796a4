import { randomBytes } from 'node:crypto';
import type { ApiScope } from '../../lib/schemas/api-scope.ts';
import { sha256Of } from './api-client.ts';
import type { Backend } from './database.ts';

export type MadeToken = { id: string; token: string };

/** An API token in the database, without the settings page. @param expiresInSeconds null: never */
export async function makeApiToken(
  { client }: Backend,
  owner: { id: string },
  scopes: readonly ApiScope[],
  expiresInSeconds: number | null = null,
): Promise<MadeToken> {
  const token = `vt_${randomBytes(32).toString('base64url')}`;
  const { data, error } = await client.rpc('create_api_token', {
    p_owner: owner.id,
    p_name: scopes.join(' '),
    p_token_hash: sha256Of(token),
    p_hint: token.slice(-4),
    p_scopes: scopes,
    p_expires_in_seconds: expiresInSeconds,
  });
  if (error) throw new Error(`create_api_token: ${error.message}`);
  return { id: (data as { id: string }).id, token };
}
