import 'server-only';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { SignInLimiter } from '../../ports/sign-in-limiter.ts';
import type { CallFunction } from './call-function.ts';

/**
 * {@link SignInLimiter} in SQL, so that it holds over many instances.
 * @param secret keys the hashes: neither addresses nor accounts are kept in clear
 */
export function createSignInLimiter(call: CallFunction, secret: string): SignInLimiter {
  const subject = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  const subjects = (email: string, address: string) => ({
    p_pair: subject(`pair\n${email.trim().toLowerCase()}\n${address}`),
    p_address: subject(`address\n${address}`),
  });
  return {
    reserve: async (email, address) =>
      z.number().parse(await call('reserve_sign_in_attempt', subjects(email, address))),
    forget: async (email, address) => {
      await call('forget_sign_in_attempts', subjects(email, address));
    },
  };
}
