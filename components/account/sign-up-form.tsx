'use client';

import type { ReactNode } from 'react';
import { AccountForm } from './account-form';
import { EmailField } from './email-field';
import { InvitationField } from './invitation-field';
import { PasswordField } from './password-field';
import { withNext } from './sign-in-form';
import { TextLink } from './text-link';
import type { AccountAction } from './use-account-form';

type SignUpFormProps = {
  action: AccountAction;
  /** Where to go afterwards; the action checks it. */
  next?: string;
  /** The token of an invitation that came with the link, `wanted` to ask for one. */
  invitation?: { token: string } | 'wanted';
  /** Other ways in. */
  providers: ReactNode;
};

export function SignUpForm({ action, next, invitation, providers }: SignUpFormProps) {
  return (
    <AccountForm
      action={action}
      title="Create your account"
      intro={
        typeof invitation === 'object'
          ? 'You are invited. Everything you upload stays private until you publish it.'
          : 'Everything you upload stays private until you publish it.'
      }
      submit="Create account"
      aside={providers}
      footer={
        <>
          Have an account? <TextLink href={withNext('/sign-in', next)}>Sign in</TextLink>
        </>
      }
      mailSent={(email) => (
        <>
          <p>
            {email ? (
              <>
                A link is on its way to <strong className="font-medium text-text">{email}</strong>.
              </>
            ) : (
              'A link is on its way to you.'
            )}{' '}
            Open it to confirm the address, and you are in.
          </p>
          <p>Nothing after a few minutes? Look in the spam folder, or check the address for a slip of the keys.</p>
          <p>
            <TextLink href={withNext('/sign-in', next)}>Sign in</TextLink>
          </p>
        </>
      )}
    >
      {(state) => (
        <>
          {next ? <input type="hidden" name="next" value={next} /> : null}
          {typeof invitation === 'object' ? <input type="hidden" name="invitation" value={invitation.token} /> : null}
          {invitation === 'wanted' ? <InvitationField state={state} /> : null}
          <EmailField state={state} />
          <PasswordField
            autoComplete="new-password"
            hint="At least 8 characters. A few words that only you would put together are best."
            error={state.fields?.password}
          />
        </>
      )}
    </AccountForm>
  );
}
