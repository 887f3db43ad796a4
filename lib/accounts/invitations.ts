import { randomBytes } from 'node:crypto';
import type { InvitationStore } from '../ports/invitation-store.ts';
import { type Admission, INVITATION_PARAM, type Invitation, type NewInvitation } from '../schemas/invitation.ts';
import { sha256Of } from '../sha256-of.ts';
import { toIso } from '../to-iso.ts';

export const INVITATION_EXPIRES_IN_SECONDS = 7 * 24 * 3600;

type CreateInvitation = {
  /** For whom it is; only the one who made it reads that. */
  note: string | null;
  expiresInSeconds?: number;
  /** Null: the operator. */
  createdBy: string | null;
};

export type InvitationService = {
  /** The link is given here and never again. @throws AppError forbidden unless SIGN_UP is invite, limit_exceeded */
  create(input: CreateInvitation): Promise<NewInvitation>;
  /** Those of one maker that can still be used, newest first. */
  listOpen(createdBy: string | null): Promise<Invitation[]>;
  /** @throws AppError not_found, conflict when it has been used */
  revoke(createdBy: string | null, invitationId: string): Promise<void>;
  findAdmission(ownerId: string): Promise<Admission>;
  /** Promises nothing: another may use it first. @throws AppError forbidden, not_found, conflict */
  check(token: string): Promise<void>;
  /** Admits the person, once per invitation. Harmless for who is in already. @throws AppError as `check` */
  redeem(ownerId: string, token: string): Promise<void>;
};

type Dependencies = { invitations: InvitationStore; findSiteUrl: () => Promise<string> };

export function createInvitationService({ invitations, findSiteUrl }: Dependencies): InvitationService {
  return {
    async create({ note, expiresInSeconds = INVITATION_EXPIRES_IN_SECONDS, createdBy }) {
      const token = randomBytes(24).toString('base64url');
      const invitation = await invitations.create(createdBy, sha256Of(token), note, expiresInSeconds);
      return { ...withIsoDates(invitation), url: `${await findSiteUrl()}/sign-up?${INVITATION_PARAM}=${token}` };
    },
    listOpen: async (createdBy) => (await invitations.listOpen(createdBy)).map(withIsoDates),
    revoke: (createdBy, invitationId) => invitations.revoke(createdBy, invitationId),
    findAdmission: (ownerId) => invitations.findAdmission(ownerId),
    check: (token) => invitations.check(sha256Of(token)),
    redeem: (ownerId, token) => invitations.redeem(ownerId, sha256Of(token)),
  };
}

const withIsoDates = (invitation: Invitation): Invitation => ({
  ...invitation,
  createdAt: toIso(invitation.createdAt),
  expiresAt: toIso(invitation.expiresAt),
});
