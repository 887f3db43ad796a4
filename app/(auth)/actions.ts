'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { toActionResult } from '@/lib/http/action-result';
import { clientAddressOf } from '@/lib/http/client-address';
import { toLocalPath } from '@/lib/http/local-path';
import { siteUrlOf } from '@/lib/http/request-origins';
import { submitAccountForm } from '@/lib/http/submit-account-form';
import {
  type AccountFormState,
  forgotPasswordSchema,
  providerSchema,
  resetPasswordSchema,
  signInSchema,
  signUpSchema,
} from '@/lib/schemas/account';
import { findViewer } from '@/lib/session';

export async function signUp(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submitAccountForm(form, signUpSchema, async (input) => {
    const outcome = await services().accounts.signUp(input);
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

/** On to GitHub or Google, which send the browser back to /auth/confirm with a code. */
export async function continueWithProvider(form: FormData): Promise<void> {
  const next = toLocalPath(form.get('next'));
  const confirmUrl = `${siteUrlOf(await headers(), env())}/auth/confirm?next=${encodeURIComponent(next)}`;
  const result = await toActionResult(() =>
    services().accounts.startProviderSignIn(providerSchema.parse(form.get('provider')), confirmUrl),
  );
  redirect(result.ok ? result.data : '/sign-in?link=failed');
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
    const viewer = await findViewer();
    await services().accounts.resetPassword(viewer?.id ?? '', password);
    redirect('/jobs');
  });
}

export async function signOut(): Promise<void> {
  await services().accounts.signOut();
  redirect('/sign-in');
}
