'use client';

import { AccountForm } from './account-form';
import { EmailField } from './email-field';
import { TextLink } from './text-link';
import type { AccountAction } from './use-account-form';

export function ForgotPasswordForm({ action }: { action: AccountAction }) {
  return (
    <AccountForm
      action={action}
      title="Set a new password"
      intro="Enter the address of your account. You get a link that lets you choose a new password."
      submit="Send link"
      footer={<TextLink href="/sign-in">Back to sign in</TextLink>}
      mailSent={(email) => (
        <>
          <p>
            If there is an account for{' '}
            {email ? <strong className="font-medium text-text">{email}</strong> : 'that address'}, a link to set a new
            password is on its way to it.
          </p>
          <p>
            <TextLink href="/sign-in">Back to sign in</TextLink>
          </p>
        </>
      )}
    >
      {(state) => <EmailField state={state} />}
    </AccountForm>
  );
}
