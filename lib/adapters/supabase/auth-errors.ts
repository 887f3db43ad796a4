import 'server-only';
import type { AuthError } from '@supabase/supabase-js';
import { AppError, invalidField } from '../../errors.ts';

/** Auth stored what it was asked to, but nobody was told. */
export const isMailFailure = (error: AuthError): boolean => /^Error sending .*(email|mail)/i.test(error.message);

export function toAppError(error: AuthError): AppError {
  switch (error.code) {
    case 'user_already_exists':
    case 'email_exists':
      return new AppError('conflict', 'There is an account with this address. Sign in instead.', { cause: error });
    case 'email_not_confirmed':
      return new AppError('forbidden', 'Confirm your address first: open the link in the mail we sent.', {
        cause: error,
      });
    case 'email_address_invalid':
    case 'email_address_not_authorized':
      return invalidField('email', 'This address cannot be used here. Enter another one.', error);
    case 'weak_password':
      return invalidField('password', 'Choose a password that is harder to guess.', error);
    case 'same_password':
      return invalidField('password', 'Choose a password that differs from the old one.', error);
    case 'signup_disabled':
      return new AppError('forbidden', 'New accounts are not open here.', { cause: error });
    case 'reauthentication_needed':
      return new AppError('forbidden', 'Your last sign-in is too long ago for this. Sign out, sign in and try again.', {
        cause: error,
      });
  }
  if (isMailFailure(error)) {
    return new AppError('database_unavailable', 'The mail could not be sent. Try again in a few minutes.', {
      retryAfterSeconds: 60,
      cause: error,
    });
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
