import 'server-only';
import { z } from 'zod';
import type { InvitationStore } from '../../ports/invitation-store.ts';
import { admissionSchema, type Invitation } from '../../schemas/invitation.ts';
import type { CallFunction } from './call-function.ts';

const invitationRow = z
  .object({ id: z.string(), note: z.string().nullable(), created_at: z.string(), expires_at: z.string() })
  .transform(
    (row): Invitation => ({ id: row.id, note: row.note, createdAt: row.created_at, expiresAt: row.expires_at }),
  );

/** {@link InvitationStore} on the SQL functions of supabase/migrations. */
export function createInvitationStore(call: CallFunction): InvitationStore {
  return {
    findAdmission: async (owner) => admissionSchema.parse(await call('get_admission', { p_owner: owner })),
    check: async (tokenHash) => {
      await call('check_invitation', { p_token_hash: tokenHash });
    },
    redeem: async (owner, tokenHash) => {
      await call('redeem_invitation', { p_owner: owner, p_token_hash: tokenHash });
    },
    create: async (createdBy, tokenHash, note, seconds) =>
      invitationRow.parse(
        await call('create_invitation', {
          p_created_by: createdBy,
          p_token_hash: tokenHash,
          p_note: note,
          p_seconds: seconds,
        }),
      ),
    listOpen: async (createdBy) =>
      z.array(invitationRow).parse(await call('list_invitations', { p_created_by: createdBy })),
    revoke: async (createdBy, invitation) => {
      await call('revoke_invitation', { p_created_by: createdBy, p_invitation: invitation });
    },
  };
}
