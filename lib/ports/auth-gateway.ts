export type Viewer = { id: string; email: string };

/** One-time proof from a mailed link: a token hash (embedded, custom templates) or a PKCE code (hosted default). */
export type MailProof =
  | { tokenHash: string; type: 'signup' | 'recovery' | 'email_change' | 'invite' }
  | { code: string };

/** Auth of the caller of this request: reads and writes its session cookies. */
export type AuthGateway = {
  /** `check_mail` when the back end wants the address confirmed first. @throws AppError conflict, validation_failed */
  signUp(email: string, password: string): Promise<'signed_in' | 'check_mail'>;
  /** False for a wrong password and for an unknown account alike. */
  signIn(email: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  /** Tells nobody whether there is such an account. */
  sendPasswordReset(email: string, confirmUrl: string): Promise<void>;
  /** Opens a session. @throws AppError unauthenticated for a link that is used up or wrong. */
  confirm(proof: MailProof): Promise<void>;
  /** @throws AppError unauthenticated without a session, validation_failed for a password that Auth refuses */
  changePassword(password: string): Promise<void>;
  /** The person of the session, checked by Auth. */
  findViewer(): Promise<Viewer | null>;
  /** The person of an access token, checked by Auth. */
  findBearer(accessToken: string): Promise<Viewer | null>;
};
