import { AppError } from '../errors.ts';
import type { AuthGateway, Confirmation, MailProof, Viewer } from '../ports/auth-gateway.ts';
import type { SignInLimiter } from '../ports/sign-in-limiter.ts';

/** What shows that the person at the keyboard is the one of the account. */
export type PasswordProof = {
  currentPassword: string;
  /** Network address of the caller, for the limit on wrong tries. */
  address: string;
};

export type AccountService = {
  /** @throws AppError forbidden while sign-up is closed, conflict for a known address */
  signUp(email: string, password: string): Promise<'signed_in' | 'check_mail'>;
  /** @throws AppError unauthenticated, rate_limited */
  signIn(email: string, password: string, address: string): Promise<void>;
  signOut(): Promise<void>;
  /** Ends every session of the account, this one too. */
  signOutEverywhere(): Promise<void>;
  sendPasswordReset(email: string, confirmUrl: string): Promise<void>;
  confirm(proof: MailProof): Promise<Confirmation>;
  /** For who came by a mailed link: ends every other session. */
  resetPassword(password: string): Promise<void>;
  /** Ends every other session. @throws AppError validation_failed, rate_limited */
  changePassword(viewer: Viewer, proof: PasswordProof, password: string): Promise<void>;
  /** The old address stays until the mailed link is opened. @throws AppError validation_failed, rate_limited, conflict */
  changeEmail(viewer: Viewer, proof: PasswordProof, email: string, confirmUrl: string): Promise<void>;
};

type Dependencies = { auth: AuthGateway; limiter: SignInLimiter; signUpIsOpen: boolean };

export function createAccountService({ auth, limiter, signUpIsOpen }: Dependencies): AccountService {
  /** Runs one try with a password under the limit on wrong ones. @throws AppError rate_limited */
  async function tryPassword(email: string, address: string, isRight: () => Promise<boolean>): Promise<boolean> {
    const waitSeconds = await limiter.reserve(email, address);
    if (waitSeconds > 0) {
      const minutes = Math.ceil(waitSeconds / 60);
      throw new AppError(
        'rate_limited',
        `Too many wrong tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or set a new password.`,
        { retryAfterSeconds: waitSeconds },
      );
    }
    if (!(await isRight())) return false;
    await limiter.forget(email, address);
    return true;
  }

  async function requirePassword({ email }: Viewer, { currentPassword, address }: PasswordProof): Promise<void> {
    if (await tryPassword(email, address, () => auth.checkPassword(email, currentPassword))) return;
    const message = 'This is not your current password.';
    throw new AppError('validation_failed', message, { fields: { currentPassword: message } });
  }

  async function replacePassword(password: string): Promise<void> {
    await auth.changePassword(password);
    await auth.signOut('others');
  }

  return {
    async signUp(email, password) {
      if (!signUpIsOpen) throw new AppError('forbidden', 'New accounts are not open here.');
      return auth.signUp(email, password);
    },
    async signIn(email, password, address) {
      if (await tryPassword(email, address, () => auth.signIn(email, password))) return;
      throw new AppError('unauthenticated', 'The e-mail address or the password is wrong.');
    },
    signOut: () => auth.signOut('local'),
    signOutEverywhere: () => auth.signOut('global'),
    sendPasswordReset: (email, confirmUrl) => auth.sendPasswordReset(email, confirmUrl),
    confirm: (proof) => auth.confirm(proof),
    resetPassword: replacePassword,
    async changePassword(viewer, proof, password) {
      await requirePassword(viewer, proof);
      await replacePassword(password);
    },
    async changeEmail(viewer, proof, email, confirmUrl) {
      if (email.toLowerCase() === viewer.email.toLowerCase()) {
        const message = 'This is your address already.';
        throw new AppError('validation_failed', message, { fields: { email: message } });
      }
      await requirePassword(viewer, proof);
      await auth.changeEmail(email, confirmUrl);
    },
  };
}
