'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { toActionResult } from '@/lib/http/action-result';
import { clientAddressOf } from '@/lib/http/client-address';
import { siteUrlOf } from '@/lib/http/request-origins';
import { submitAccountForm } from '@/lib/http/submit-account-form';
import { type AccountFormState, changeEmailSchema, changePasswordSchema } from '@/lib/schemas/account';
import type { ActionResult } from '@/lib/schemas/error';
import { invitationNoteSchema, type NewInvitation } from '@/lib/schemas/invitation';
import { requireViewer } from '@/lib/session';

export async function changeEmail(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  const viewer = await requireViewer();
  return submitAccountForm(form, changeEmailSchema, async ({ email, currentPassword }) => {
    const head = await headers();
    const proof = { currentPassword, address: clientAddressOf(head) };
    const confirmUrl = `${siteUrlOf(head, env())}/auth/confirm?next=/settings/account`;
    await services().accounts.changeEmail(viewer, proof, email, confirmUrl);
    return {
      values: {},
      done: `Open the link in the mail to ${email}. If a mail comes to ${viewer.email} too, open that link as well. Until then, you sign in with ${viewer.email}.`,
    };
  });
}

export async function changePassword(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  const viewer = await requireViewer();
  return submitAccountForm(form, changePasswordSchema, async ({ currentPassword, password }) => {
    const proof = { currentPassword, address: clientAddressOf(await headers()) };
    await services().accounts.changePassword(viewer, proof, password);
    return { done: 'Your password is changed. All other browsers are signed out.' };
  });
}

export async function signOutEverywhere(): Promise<void> {
  await requireViewer();
  await services().accounts.signOutEverywhere();
  redirect('/sign-in?link=everywhere');
}

export async function createInvitation(input: { note: string }): Promise<ActionResult<NewInvitation>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    const { note } = z.object({ note: invitationNoteSchema }).parse(input);
    return services().invitations.create({ note, createdBy: viewer.id });
  });
}

export async function revokeInvitation(input: { invitationId: string }): Promise<ActionResult<null>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    await services().invitations.revoke(viewer.id, z.object({ invitationId: z.uuid() }).parse(input).invitationId);
    return null;
  });
}
