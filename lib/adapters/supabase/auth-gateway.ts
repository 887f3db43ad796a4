import 'server-only';
import { type AuthError, isAuthRetryableFetchError, type SupabaseClient } from '@supabase/supabase-js';
import { AppError } from '../../errors.ts';
import type { AuthGateway, Viewer } from '../../ports/auth-gateway.ts';

/**
 * {@link AuthGateway} on Supabase Auth.
 * @param connect gives the client of the caller's session
 * @param connectAnew gives a client that has no session yet and keeps it to itself
 */
export function createAuthGateway(
  connect: () => Promise<SupabaseClient>,
  connectAnew: () => SupabaseClient,
): AuthGateway {
  return {
    async signUp(email, password) {
      const { auth } = await connect();
      const { data, error } = await auth.signUp({ email, password });
      if (error) throw toAppError(error);
      return data.session ? 'signed_in' : 'check_mail';
    },
    async signIn(email, password) {
      return signInWith(await connect(), email, password);
    },
    async checkPassword(email, password) {
      const client = connectAnew();
      const isRight = await signInWith(client, email, password);
      if (isRight) await client.auth.signOut({ scope: 'local' });
      return isRight;
    },
    async signOut(scope) {
      const { auth } = await connect();
      const { error } = await auth.signOut({ scope });
      // A session that the server no longer knows is as good as ended: its cookies go either way.
      if (error && scope !== 'local') throw toAppError(error);
    },
    async sendPasswordReset(email, confirmUrl) {
      const { auth } = await connect();
      const { error } = await auth.resetPasswordForEmail(email, { redirectTo: confirmUrl });
      if (error && (error.status === 429 || isAuthRetryableFetchError(error))) throw toAppError(error);
    },
    async confirm(proof) {
      const { auth } = await connect();
      const { data, error } =
        'code' in proof
          ? await auth.exchangeCodeForSession(proof.code)
          : await auth.verifyOtp({ token_hash: proof.tokenHash, type: proof.type });
      if (error) throw new AppError('unauthenticated', 'This link has been used or is too old. Ask for a new one.');
      return data.session ? 'signed_in' : 'half_confirmed';
    },
    async changeEmail(email, confirmUrl) {
      const { auth } = await connect();
      const { error } = await auth.updateUser({ email }, { emailRedirectTo: confirmUrl });
      if (error) throw toAppError(error);
    },
    async changePassword(password) {
      const { auth } = await connect();
      const { error } = await auth.updateUser({ password });
      if (error) throw toAppError(error);
    },
    findViewer: async () => findViewerOf(await connect()),
    findBearer: async (accessToken) => findViewerOf(await connect(), accessToken),
  };
}

/** False for a wrong password and for an unknown account alike. */
async function signInWith({ auth }: SupabaseClient, email: string, password: string): Promise<boolean> {
  const { error } = await auth.signInWithPassword({ email, password });
  if (!error) return true;
  if (error.code === 'email_not_confirmed') throw toAppError(error);
  if (error.status === 400 || error.status === 401 || error.status === 422) return false;
  throw toAppError(error);
}

/** Who the session or the given access token belongs to. @throws AppError when Auth is away */
async function findViewerOf(client: SupabaseClient, accessToken?: string): Promise<Viewer | null> {
  const { data, error } = await client.auth.getClaims(accessToken);
  if (error && (isAuthRetryableFetchError(error) || (error.status ?? 0) >= 500)) throw toAppError(error);
  if (data?.claims.role !== 'authenticated') return null;
  return { id: data.claims.sub, email: data.claims.email ?? '' };
}

function toAppError(error: AuthError): AppError {
  const onPassword = (message: string) =>
    new AppError('validation_failed', message, { fields: { password: message }, cause: error });
  switch (error.code) {
    case 'user_already_exists':
    case 'email_exists':
      return new AppError('conflict', 'There is an account with this address. Sign in instead.', { cause: error });
    case 'email_not_confirmed':
      return new AppError('forbidden', 'Confirm your address first: open the link in the mail we sent.', {
        cause: error,
      });
    case 'weak_password':
      return onPassword('Choose a password that is harder to guess.');
    case 'same_password':
      return onPassword('Choose a password that differs from the old one.');
    case 'signup_disabled':
      return new AppError('forbidden', 'New accounts are not open here.', { cause: error });
  }
  if (error.status === 429) {
    return new AppError('rate_limited', 'Too many tries. Wait a minute, then try again.', { retryAfterSeconds: 60 });
  }
  if (error.name === 'AuthSessionMissingError' || error.status === 401 || error.status === 403) {
    return new AppError('unauthenticated', 'Your session has ended. Sign in again.', { cause: error });
  }
  if (error.status === 400 || error.status === 422) {
    return new AppError('validation_failed', error.message, { cause: error });
  }
  return new AppError('database_unavailable', 'Signing in is not possible at the moment. Try again soon.', {
    retryAfterSeconds: 2,
    cause: error,
  });
}
