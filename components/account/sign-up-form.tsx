'use client';

import { AccountForm } from './account-form';
import { EmailField } from './email-field';
import { PasswordField } from './password-field';
import { withNext } from './sign-in-form';
import { TextLink } from './text-link';
import type { AccountAction } from './use-account-form';

export function SignUpForm({ action, next }: { action: AccountAction; next?: string }) {
  return (
    <AccountForm
      action={action}
      title="Create your account"
      intro="Everything you upload stays private until you publish it."
      submit="Create account"
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
