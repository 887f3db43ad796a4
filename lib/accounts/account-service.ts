import { AppError } from '../errors.ts';
import type { AuthGateway, MailProof } from '../ports/auth-gateway.ts';
import type { SignInLimiter } from '../ports/sign-in-limiter.ts';

export type AccountService = {
  /** @throws AppError forbidden while sign-up is closed, conflict for a known address */
  signUp(email: string, password: string): Promise<'signed_in' | 'check_mail'>;
  /** @throws AppError unauthenticated, rate_limited */
  signIn(email: string, password: string, address: string): Promise<void>;
  signOut(): Promise<void>;
  sendPasswordReset(email: string, confirmUrl: string): Promise<void>;
  confirm(proof: MailProof): Promise<void>;
  changePassword(password: string): Promise<void>;
};

type Dependencies = { auth: AuthGateway; limiter: SignInLimiter; signUpIsOpen: boolean };

export function createAccountService({ auth, limiter, signUpIsOpen }: Dependencies): AccountService {
  return {
    async signUp(email, password) {
      if (!signUpIsOpen) throw new AppError('forbidden', 'New accounts are not open here.');
      return auth.signUp(email, password);
    },
    async signIn(email, password, address) {
      const waitSeconds = await limiter.reserve(email, address);
      if (waitSeconds > 0) {
        const minutes = Math.ceil(waitSeconds / 60);
        throw new AppError(
          'rate_limited',
          `Too many wrong tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or set a new password.`,
          { retryAfterSeconds: waitSeconds },
        );
      }
      if (!(await auth.signIn(email, password))) {
        throw new AppError('unauthenticated', 'The e-mail address or the password is wrong.');
      }
      await limiter.forget(email, address);
    },
    signOut: () => auth.signOut(),
    sendPasswordReset: (email, confirmUrl) => auth.sendPasswordReset(email, confirmUrl),
    confirm: (proof) => auth.confirm(proof),
    changePassword: (password) => auth.changePassword(password),
  };
}
