import { AppError, invalidField } from '../errors.ts';
import { formatWait } from '../format-time.ts';
import type { AuthGateway, MailProof, Viewer } from '../ports/auth-gateway.ts';
import type { HasPassword } from '../ports/password-lookup.ts';
import type { ListProviders } from '../ports/provider-list.ts';
import type { RecoveryProofs } from '../ports/recovery-proofs.ts';
import type { SignUpPolicy } from '../ports/settings-store.ts';
import type { SignInLimiter } from '../ports/sign-in-limiter.ts';
import type { Provider } from '../schemas/account.ts';
import type { InvitationService } from './invitations.ts';

/** What shows that the person at the keyboard is the one of the account. */
export type PasswordProof = {
  /** Left out only by who has no password yet. */
  currentPassword?: string | undefined;
  /** Network address of the caller, for the limit on wrong tries. */
  address: string;
};

export type AccountService = {
  /**
   * With an invitation where the policy wants one: it is checked before there is an account and used up after.
   * @throws AppError forbidden by policy, validation_failed, conflict for a known address or a used invitation
   */
  signUp(input: { email: string; password: string; invitation?: string }): Promise<'signed_in' | 'check_mail'>;
  /** @throws AppError unauthenticated, rate_limited */
  signIn(email: string, password: string, address: string): Promise<void>;
  /** Of this browser. */
  signOut(): Promise<void>;
  /** Of all browsers, this one included. @throws AppError when it could not be done */
  signOutEverywhere(): Promise<void>;
  /** @throws AppError database_unavailable when no mail can be sent */
  sendPasswordReset(email: string, confirmUrl: string): Promise<void>;
  /** What the link did. @throws AppError unauthenticated for one that is used up or wrong */
  confirm(proof: MailProof): Promise<'signed_in' | 'recovery' | 'half_confirmed'>;
  /** For who came by a recovery link; ends all other sessions. @throws AppError unauthenticated, validation_failed */
  resetPassword(userId: string, password: string): Promise<void>;
  hasPassword(userId: string): Promise<boolean>;
  /**
   * Before the account is deleted: the password, or of who has none the address typed out.
   * @throws AppError validation_failed, rate_limited
   */
  requireDeletionProof(viewer: Viewer, proof: PasswordProof, typedEmail: string | undefined): Promise<void>;
  /** Ends every other session. @throws AppError validation_failed, rate_limited */
  changePassword(viewer: Viewer, proof: PasswordProof, password: string): Promise<void>;
  /** The old address stays until the mailed link is opened. @throws AppError validation_failed, rate_limited */
  changeEmail(viewer: Viewer, proof: PasswordProof, email: string, confirmUrl: string): Promise<void>;
  listProviders(): Promise<Provider[]>;
  /** The address to send the browser to. @throws AppError not_found when the back end has no such provider */
  startProviderSignIn(provider: Provider, confirmUrl: string): Promise<string>;
};

type Dependencies = {
  auth: AuthGateway;
  limiter: SignInLimiter;
  invitations: Pick<InvitationService, 'check' | 'redeem'>;
  recovery: RecoveryProofs;
  hasPassword: HasPassword;
  listProviders: ListProviders;
  signUpPolicy: SignUpPolicy;
};

export function createAccountService(dependencies: Dependencies): AccountService {
  const { auth, limiter, invitations, recovery, hasPassword, listProviders, signUpPolicy } = dependencies;

  /** Runs a try of a password under the limit; a right one clears the count. */
  async function tryPassword(email: string, address: string, isRight: () => Promise<boolean>): Promise<boolean> {
    const waitSeconds = await limiter.reserve(email, address);
    if (waitSeconds > 0) {
      throw new AppError(
        'rate_limited',
        `Too many wrong tries. Wait ${formatWait(waitSeconds)}, or set a new password.`,
        { retryAfterSeconds: waitSeconds },
      );
    }
    if (!(await isRight())) return false;
    await limiter.forget(email, address);
    return true;
  }

  async function requirePassword({ email }: Viewer, { currentPassword, address }: PasswordProof): Promise<void> {
    if (!currentPassword) throw invalidField('currentPassword', 'Enter your current password.');
    if (await tryPassword(email, address, () => auth.checkPassword(email, currentPassword))) return;
    throw invalidField('currentPassword', 'This is not your current password.');
  }

  return {
    async signUp({ email, password, invitation }) {
      if (signUpPolicy === 'closed') throw new AppError('forbidden', 'New accounts are not open here.');
      if (signUpPolicy === 'open') return (await auth.signUp(email, password)).state;
      if (!invitation)
        throw invalidField('invitation', 'New accounts need an invitation here. Enter its link or code.');
      await invitations.check(invitation);
      const { state, userId } = await auth.signUp(email, password);
      // Somebody may have been faster: the jobs page then says so, and takes another invitation.
      if (userId) await invitations.redeem(userId, invitation).catch(ignoreExpected);
      return state;
    },
    async signIn(email, password, address) {
      if (await tryPassword(email, address, () => auth.signIn(email, password))) return;
      throw new AppError('unauthenticated', 'The e-mail address or the password is wrong.');
    },
    signOut: () => auth.signOut('local'),
    signOutEverywhere: () => auth.signOut('global'),
    sendPasswordReset: (email, confirmUrl) => auth.sendPasswordReset(email, confirmUrl),
    async confirm(proof) {
      const confirmed = await auth.confirm(proof);
      if (!confirmed) return 'half_confirmed';
      if (!confirmed.isRecovery) return 'signed_in';
      await recovery.open(confirmed.userId);
      return 'recovery';
    },
    async resetPassword(userId, password) {
      if (!(await recovery.isOpen(userId))) {
        throw new AppError('unauthenticated', 'The link to choose a new password is too old. Send a new one.');
      }
      await auth.changePassword(password);
      await recovery.close();
    },
    hasPassword,
    async requireDeletionProof(viewer, proof, typedEmail) {
      if (await hasPassword(viewer.id)) await requirePassword(viewer, proof);
      else if (typedEmail?.trim().toLowerCase() !== viewer.email.toLowerCase())
        throw invalidField('email', `Type ${viewer.email} to confirm.`);
    },
    async changePassword(viewer, proof, password) {
      if (await hasPassword(viewer.id)) await requirePassword(viewer, proof);
      await auth.changePassword(password);
    },
    async changeEmail(viewer, proof, email, confirmUrl) {
      if (email.toLowerCase() === viewer.email.toLowerCase())
        throw invalidField('email', 'This is your address already.');
      await requirePassword(viewer, proof);
      await auth.changeEmail(email, confirmUrl);
    },
    listProviders,
    async startProviderSignIn(provider, confirmUrl) {
      if (!(await listProviders()).includes(provider)) {
        throw new AppError('not_found', 'Signing in that way is not set up here.');
      }
      return auth.startProviderSignIn(provider, confirmUrl);
    },
  };
}

function ignoreExpected(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
