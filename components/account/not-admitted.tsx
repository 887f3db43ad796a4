'use client';

import { Button } from '@/components/ui/button';
import { FormMessage } from './form-message';
import { InvitationField } from './invitation-field';
import { type AccountAction, useAccountForm } from './use-account-form';

type NotAdmittedProps = {
  email: string;
  /** Null where nobody new is admitted. */
  redeem: AccountAction | null;
};

/** In place of every page, for who has an account at the back end but none of Vitrine's. */
export function NotAdmitted({ email, redeem }: NotAdmittedProps) {
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
