export type Viewer = { id: string; email: string };

/** One-time proof from a mailed link: a token hash (embedded, custom templates) or a PKCE code (hosted default). */
export type MailProof =
  | { tokenHash: string; type: 'signup' | 'recovery' | 'email_change' | 'invite' }
  | { code: string };

export type Confirmation = 'signed_in' | 'half_confirmed';

/** Auth of the caller of this request: reads and writes its session cookies. */
export type AuthGateway = {
  /** `check_mail` when the back end wants the address confirmed first. @throws AppError conflict, validation_failed */
  signUp(email: string, password: string): Promise<'signed_in' | 'check_mail'>;
  /** False for a wrong password and for an unknown account alike. */
  signIn(email: string, password: string): Promise<boolean>;
  /** Whether this is the password of the account; the caller's session stays as it is. */
  checkPassword(email: string, password: string): Promise<boolean>;
  /** Of the caller alone, of all the others of the account, or of everybody. Idempotent. */
  signOut(scope: 'local' | 'others' | 'global'): Promise<void>;
  /** Tells nobody whether there is such an account. */
  sendPasswordReset(email: string, confirmUrl: string): Promise<void>;
  /**
   * Opens a session; `half_confirmed` for the first of the two links that a change of address may take.
   * @throws AppError unauthenticated for a link that is used up or wrong
   */
  confirm(proof: MailProof): Promise<Confirmation>;
  /** Mails a link that makes the address the account's. @throws AppError unauthenticated, conflict, validation_failed */
  changeEmail(email: string, confirmUrl: string): Promise<void>;
  /** @throws AppError unauthenticated without a session, validation_failed for a password that Auth refuses */
  changePassword(password: string): Promise<void>;
  /** The person of the session, checked by Auth. */
  findViewer(): Promise<Viewer | null>;
  /** The person of an access token, checked by Auth. */
  findBearer(accessToken: string): Promise<Viewer | null>;
};
