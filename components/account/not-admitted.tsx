'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { FormMessage } from './form-message';
import { InvitationField } from './invitation-field';
import { type AccountAction, useAccountForm } from './use-account-form';

type NotAdmittedProps = {
  email: string;
  /** Null where nobody new is admitted. */
  redeem: AccountAction | null;
  /** The form that deletes the account at the back end. */
  deletion: ReactNode;
};

/** In place of every page, for who has an account at the back end but none of Vitrine's. */
export function NotAdmitted({ email, redeem, deletion }: NotAdmittedProps) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="grid min-h-[80dvh] place-content-center justify-items-center gap-6 px-6 py-16 outline-none"
    >
      <div className="grid w-full max-w-105 gap-2 text-center">
        <h1 className="font-semibold text-xl">
          {redeem ? 'New accounts need an invitation here' : 'New accounts are not open here'}
        </h1>
        <p className="break-words text-muted">
          You are signed in as <strong className="font-medium text-text">{email}</strong>, but this address is not
          admitted yet, so nothing can be kept for it.{' '}
          {redeem
            ? 'If you have an invitation, enter it here.'
            : 'Ask whoever runs this site, or sign in with another account.'}
        </p>
      </div>
      {redeem ? <RedeemForm redeem={redeem} /> : null}
      <details className="grid w-full max-w-90 justify-self-center">
        <summary className="cursor-pointer text-center text-muted">Delete this account</summary>
        <p className="my-4 text-muted">Your address and password are removed. You can sign up again at any time.</p>
        {deletion}
      </details>
    </main>
  );
}

function RedeemForm({ redeem }: { redeem: AccountAction }) {
  const { state, pending, formProps } = useAccountForm(redeem);
  return (
    <form {...formProps} className="grid w-full max-w-90 gap-4">
      <FormMessage>{state.message}</FormMessage>
      <InvitationField state={state} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Use invitation
      </Button>
    </form>
  );
}
