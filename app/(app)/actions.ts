'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { services } from '@/lib/composition';
import { clientAddressOf } from '@/lib/http/client-address';
import { submitAccountForm } from '@/lib/http/submit-account-form';
import { type AccountFormState, deleteAccountSchema } from '@/lib/schemas/account';
import { invitationTokenSchema } from '@/lib/schemas/invitation';
import { requireViewer } from '@/lib/session';

/** For who has an account, but is not admitted yet. */
export async function redeemInvitation(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  const viewer = await requireViewer();
  return submitAccountForm(form, z.object({ invitation: invitationTokenSchema }), async ({ invitation }) => {
    await services().invitations.redeem(viewer.id, invitation);
    // The layout around the page decides who is let in; the browser would keep the one that it has.
    revalidatePath('/', 'layout');
    redirect('/jobs');
  });
}

/** Cannot be undone. */
export async function deleteAccount(_previous: AccountFormState, form: FormData): Promise<AccountFormState> {
  const viewer = await requireViewer();
  return submitAccountForm(form, deleteAccountSchema, async ({ currentPassword, email }) => {
    const proof = { currentPassword, address: clientAddressOf(await headers()) };
    await services().accounts.requireDeletionProof(viewer, proof, email);
    await services().accountDeletion.request(viewer.id);
    await services().accounts.signOut();
    redirect('/account-deleted');
  });
}
