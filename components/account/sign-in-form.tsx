'use client';

import { AccountForm } from './account-form';
import { EmailField } from './email-field';
import { PasswordField } from './password-field';
import { TextLink } from './text-link';
import type { AccountAction } from './use-account-form';

type SignInFormProps = {
  action: AccountAction;
  /** Where to go afterwards; the action checks it. */
  next?: string;
  /** They come from a mailed link that no longer works. */
  linkExpired?: boolean;
};

export function SignInForm({ action, next, linkExpired }: SignInFormProps) {
  return (
    <AccountForm
      action={action}
      title="Sign in"
      intro={linkExpired ? 'That link has been used or is too old. Sign in, or ask for a new one.' : undefined}
      submit="Sign in"
      footer={
        <>
          New to Vitrine? <TextLink href={withNext('/sign-up', next)}>Create an account</TextLink>
        </>
      }
    >
      {(state) => (
        <>
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <EmailField state={state} />
          <PasswordField
            autoComplete="current-password"
            error={state.fields?.password}
            aside={
              <TextLink href="/forgot-password" className="font-normal text-sm">
                Forgotten?
              </TextLink>
            }
          />
        </>
      )}
    </AccountForm>
  );
}

/** Carries the page that was asked for from one account page to the other. */
export function withNext(path: string, next: string | undefined): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path;
}
