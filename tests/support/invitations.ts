import { randomUUID } from 'node:crypto';
import type { SignUpPolicy } from '../../lib/ports/settings-store.ts';
import { sha256Of } from './api-client.ts';
import type { Backend } from './database.ts';

/** What `npm run provision` does with SIGN_UP. */
export async function setSignUpPolicy({ client }: Backend, policy: SignUpPolicy): Promise<void> {
  const { error } = await client.rpc('apply_settings', { p_settings: { sign_up: policy } });
  if (error) throw new Error(error.message);
}

/** An open invitation of this owner, or of the operator. Leaves sign-up open. @returns its id */
export async function makeInvitation(
  backend: Backend,
  createdBy: string | null,
  { token = randomUUID(), seconds = 600 }: { token?: string; seconds?: number } = {},
): Promise<string> {
  await setSignUpPolicy(backend, 'invite');
  const { data, error } = await backend.client.rpc('create_invitation', {
    p_created_by: createdBy,
    p_token_hash: sha256Of(token),
    p_note: 'For a guest',
    p_seconds: seconds,
  });
  await setSignUpPolicy(backend, 'open');
  if (error) throw new Error(`${error.message}: ${error.details}`);
  return (data as { id: string }).id;
}
