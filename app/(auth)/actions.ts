'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { clientAddressOf } from '@/lib/http/client-address';
import { toLocalPath } from '@/lib/http/local-path';
import { siteUrlOf } from '@/lib/http/request-origins';
import { submitAccountForm } from '@/lib/http/submit-account-form';
import {
  type AccountFormState,
  forgotPasswordSchema,
  resetPasswordSchema,
  signInSchema,
  signUpSchema,
} from '@/lib/schemas/account';

export async function signUp(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submitAccountForm(form, signUpSchema, async ({ email, password }) => {
    const outcome = await services().accounts.signUp(email, password);
    if (outcome === 'check_mail') return { checkMail: true };
    redirect(toLocalPath(form.get('next')));
  });
}

export async function signIn(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submitAccountForm(form, signInSchema, async ({ email, password }) => {
    await services().accounts.signIn(email, password, clientAddressOf(await headers()));
    redirect(toLocalPath(form.get('next')));
  });
}

export async function requestPasswordReset(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submitAccountForm(form, forgotPasswordSchema, async ({ email }) => {
    const siteUrl = siteUrlOf(await headers(), env());
    await services().accounts.sendPasswordReset(email, `${siteUrl}/auth/confirm?next=/reset-password`);
    return { checkMail: true };
  });
}

export async function resetPassword(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submitAccountForm(form, resetPasswordSchema, async ({ password }) => {
    await services().accounts.resetPassword(password);
    redirect('/jobs');
  });
}

export async function signOut(): Promise<void> {
  await services().accounts.signOut();
  redirect('/sign-in');
}
