'use client';

import type { ReactNode } from 'react';
import { AccountForm } from './account-form';
import { EmailField } from './email-field';
import { PasswordField } from './password-field';
import { TextLink } from './text-link';
import type { AccountAction } from './use-account-form';

type SignInFormProps = {
  action: AccountAction;
  /** Where to go afterwards; the action checks it. */
  next?: string;
  /** Why they have come here without a session, if they had meant to have one. */
  problem?: SignInProblem;
  /** Whether there is a way to an account. */
  signUpIsPossible: boolean;
  /** Other ways in. */
  providers: ReactNode;
};

export type SignInProblem = keyof typeof PROBLEMS;

const PROBLEMS = {
  expired: 'That link has been used or is too old. Sign in, or ask for a new one.',
  failed: 'The other service did not let you in. Try again, or sign in with your password.',
  closed: 'New accounts are not open here. Sign in with one that is there already.',
  everywhere: 'You are signed out everywhere.',
};

export function SignInForm({ action, next, problem, signUpIsPossible, providers }: SignInFormProps) {
  return (
    <AccountForm
      action={action}
      title="Sign in"
      intro={problem ? PROBLEMS[problem] : undefined}
      submit="Sign in"
      aside={providers}
      footer={
        signUpIsPossible ? (
          <>
            New to Vitrine? <TextLink href={withNext('/sign-up', next)}>Create an account</TextLink>
          </>
        ) : null
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
