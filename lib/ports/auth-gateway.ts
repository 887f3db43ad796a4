import type { Provider } from '../schemas/account.ts';

export type Viewer = { id: string; email: string };

/** One-time proof from a mailed link: a token hash (embedded, custom templates) or a PKCE code (hosted default). */
export type MailProof =
  | { tokenHash: string; type: 'signup' | 'recovery' | 'email_change' | 'invite' }
  | { code: string };

export type SignUpOutcome = {
  /** `check_mail` when the back end wants the address confirmed first. */
  state: 'signed_in' | 'check_mail';
  /** Null where Auth keeps to itself that the address is taken. */
  userId: string | null;
};

/** Auth of the caller of this request: reads and writes its session cookies. */
export type AuthGateway = {
  /** @throws AppError conflict, validation_failed */
  signUp(email: string, password: string): Promise<SignUpOutcome>;
  /** False for a wrong password and for an unknown account alike. */
  signIn(email: string, password: string): Promise<boolean>;
  /** As `signIn`, but opens no session and leaves the one of the caller alone. */
  checkPassword(email: string, password: string): Promise<boolean>;
  /** Ends this session, or every one of the person: the others' access tokens are refused from then on. */
  signOut(scope: 'local' | 'global'): Promise<void>;
  /** Tells nobody whether there is such an account. @throws AppError database_unavailable when no mail can be sent */
  sendPasswordReset(email: string, confirmUrl: string): Promise<void>;
  /**
   * Opens a session; null while a change of address waits for the link in the other mailbox.
   * @throws AppError unauthenticated for a link that is used up or wrong
   */
  confirm(proof: MailProof): Promise<{ userId: string; isRecovery: boolean } | null>;
  /**
   * Changes the password and ends all other sessions.
   * @throws AppError unauthenticated without a session, validation_failed for a password that Auth refuses
   */
  changePassword(password: string): Promise<void>;
  /** Mails the link that makes the change. @throws AppError validation_failed for an address that is taken */
  changeEmail(email: string, confirmUrl: string): Promise<void>;
  /** Where the browser goes to sign in with an account of somebody else's; `confirm` gets the code it comes back with. */
  startProviderSignIn(provider: Provider, confirmUrl: string): Promise<string>;
  /** The person of the session, checked by Auth: a session that was ended elsewhere is nobody's at once. */
  findViewer(): Promise<Viewer | null>;
  /** The person of an access token, checked by Auth in the same way. */
  findBearer(accessToken: string): Promise<Viewer | null>;
};
