import type { Admission, Invitation } from '../schemas/invitation.ts';

export type InvitationStore = {
  findAdmission(ownerId: string): Promise<Admission>;
  /** @throws AppError forbidden, not_found, conflict: what is wrong with the invitation */
  check(tokenHash: string): Promise<void>;
  /** Admits and uses the invitation up, both or neither. @throws AppError as `check` */
  redeem(ownerId: string, tokenHash: string): Promise<void>;
  /** @param createdBy null: the operator. @throws AppError forbidden, limit_exceeded */
  create(createdBy: string | null, tokenHash: string, note: string | null, seconds: number): Promise<Invitation>;
  listOpen(createdBy: string | null): Promise<Invitation[]>;
  /** @throws AppError not_found, conflict when it has been used */
  revoke(createdBy: string | null, invitationId: string): Promise<void>;
};
