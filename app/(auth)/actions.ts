'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { toActionResult } from '@/lib/http/action-result';
import { clientAddressOf } from '@/lib/http/client-address';
import { toLocalPath } from '@/lib/http/local-path';
import { siteUrlOf } from '@/lib/http/request-origins';
import {
  type AccountFormState,
  forgotPasswordSchema,
  resetPasswordSchema,
  signInSchema,
  signUpSchema,
} from '@/lib/schemas/account';
import { fieldProblems } from '@/lib/schemas/field-problems';

/** Parses a form and runs the work; whatever fails goes back into the form, with the entered address. */
async function submit<T extends z.ZodType>(
  form: FormData,
  schema: T,
  work: (input: z.output<T>) => Promise<AccountFormState>,
): Promise<AccountFormState> {
  const entered = form.get('email');
  const values = typeof entered === 'string' ? { email: entered } : {};
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { fields: fieldProblems(parsed.error), values };
  const result = await toActionResult(() => work(parsed.data));
  if (result.ok) return { values, ...result.data };
  const { message, fields } = result.error;
  return fields ? { fields, values } : { message, values };
}

export async function signUp(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submit(form, signUpSchema, async ({ email, password }) => {
    const outcome = await services().accounts.signUp(email, password);
    if (outcome === 'check_mail') return { checkMail: true };
    redirect(toLocalPath(form.get('next')));
  });
}

export async function signIn(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submit(form, signInSchema, async ({ email, password }) => {
    await services().accounts.signIn(email, password, clientAddressOf(await headers()));
    redirect(toLocalPath(form.get('next')));
  });
}

export async function requestPasswordReset(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submit(form, forgotPasswordSchema, async ({ email }) => {
    const siteUrl = siteUrlOf(await headers(), env());
    await services().accounts.sendPasswordReset(email, `${siteUrl}/auth/confirm?next=/reset-password`);
    return { checkMail: true };
  });
}

export async function resetPassword(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  return submit(form, resetPasswordSchema, async ({ password }) => {
    await services().accounts.changePassword(password);
    redirect('/jobs');
  });
}

export async function signOut(): Promise<void> {
  await services().accounts.signOut();
  redirect('/sign-in');
}
