import 'server-only';
import { isAuthRetryableFetchError, type SupabaseClient } from '@supabase/supabase-js';
import { AppError, invalidField } from '../../errors.ts';
import type { AuthGateway, Viewer } from '../../ports/auth-gateway.ts';
import { isMailFailure, toAppError } from './auth-errors.ts';

type Connections = {
  /** The client of the caller's session. */
  connect: () => Promise<SupabaseClient>;
  /** A client of nobody. */
  connectAnonymously: () => Promise<SupabaseClient>;
  /** Where browsers reach the project, when that is elsewhere than where the server does. */
  publicUrl: string | null;
};

/** {@link AuthGateway} on Supabase Auth. */
export function createAuthGateway({ connect, connectAnonymously, publicUrl }: Connections): AuthGateway {
  return {
    async signUp(email, password) {
      const { auth } = await connect();
      const { data, error } = await auth.signUp({ email, password });
      if (error) throw toAppError(error);
      if (data.session) return { state: 'signed_in', userId: data.session.user.id };
      // For a taken address Auth makes somebody up, who has no identity.
      return { state: 'check_mail', userId: data.user?.identities?.length ? data.user.id : null };
    },
    signIn: async (email, password) => openSession(await connect(), email, password),
    async checkPassword(email, password) {
      const client = await connectAnonymously();
      const isRight = await openSession(client, email, password);
      if (isRight) await client.auth.signOut({ scope: 'local' });
      return isRight;
    },
    async signOut(scope) {
      const { auth } = await connect();
      const { error } = await auth.signOut({ scope });
      // One's own session is as good as ended when the server does not know it: the cookies go either way.
      if (error && scope === 'global') throw toAppError(error);
    },
    async sendPasswordReset(email, confirmUrl) {
      const { auth } = await connect();
      const { error } = await auth.resetPasswordForEmail(email, { redirectTo: confirmUrl });
      if (error && (error.status === 429 || isMailFailure(error) || isAuthRetryableFetchError(error))) {
        throw toAppError(error);
      }
    },
    async confirm(proof) {
      const { auth } = await connect();
      const { data, error } =
        'code' in proof
          ? await auth.exchangeCodeForSession(proof.code)
          : await auth.verifyOtp({ token_hash: proof.tokenHash, type: proof.type });
      if (error) throw new AppError('unauthenticated', 'This link has been used or is too old. Ask for a new one.');
      const isRecovery = 'code' in proof ? isRecoveryCode(data) : proof.type === 'recovery';
      return data.session && { userId: data.session.user.id, isRecovery };
    },
    async changePassword(password) {
      const { auth } = await connect();
      const { error } = await auth.updateUser({ password });
      if (error) throw toAppError(error);
      // Hosted Auth does so by itself, the embedded one does not.
      const { error: stillOpen } = await auth.signOut({ scope: 'others' });
      if (stillOpen) {
        throw new AppError(
          'database_unavailable',
          'The password is changed, but your other sessions may still be open. Sign out everywhere.',
          { cause: stillOpen },
        );
      }
    },
    async changeEmail(email, confirmUrl) {
      const { auth } = await connect();
      const { error } = await auth.updateUser({ email }, { emailRedirectTo: confirmUrl });
      if (error?.code === 'email_exists' || error?.code === 'user_already_exists') {
        throw invalidField('email', 'Another account has this address.', error);
      }
      if (error) throw toAppError(error);
    },
    async startProviderSignIn(provider, confirmUrl) {
      const { auth } = await connect();
      const { data, error } = await auth.signInWithOAuth({
        provider,
        options: { redirectTo: confirmUrl, skipBrowserRedirect: true },
      });
      if (error) throw toAppError(error);
      return publicUrl ? publicUrl + data.url.slice(data.url.indexOf('/auth/v1/')) : data.url;
    },
    findViewer: async () => findViewerOf(await connect()),
    findBearer: async (accessToken) => findViewerOf(await connect(), accessToken),
  };
}

async function openSession({ auth }: SupabaseClient, email: string, password: string): Promise<boolean> {
  const { error } = await auth.signInWithPassword({ email, password });
  if (!error) return true;
  if (error.code === 'email_not_confirmed') throw toAppError(error);
  if (error.status === 400 || error.status === 401 || error.status === 422) return false;
  throw toAppError(error);
}

/** The client remembers beside the code's verifier what the code was asked for. */
const isRecoveryCode = (data: object): boolean => 'redirectType' in data && data.redirectType === 'recovery';

/**
 * Who the session or the given access token belongs to. Always asks Auth: a token is signed for an hour, but its session
 * may have been ended since.
 * @throws AppError when Auth is away
 */
async function findViewerOf(client: SupabaseClient, accessToken?: string): Promise<Viewer | null> {
  const { data, error } = await client.auth.getUser(accessToken);
  if (error && (isAuthRetryableFetchError(error) || (error.status ?? 0) >= 500)) throw toAppError(error);
  if (data.user?.role !== 'authenticated') return null;
  return { id: data.user.id, email: data.user.email ?? '' };
}
