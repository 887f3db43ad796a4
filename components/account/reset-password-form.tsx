'use client';

import { AccountForm } from './account-form';
import { PasswordField } from './password-field';
import { TextLink } from './text-link';
import type { AccountAction } from './use-account-form';

export function ResetPasswordForm({ action }: { action: AccountAction }) {
  return (
    <AccountForm
      action={action}
      title="Choose a new password"
      submit="Save password"
      footer={
        <>
          Link expired? <TextLink href="/forgot-password">Send a new one</TextLink>
        </>
      }
    >
      {(state) => (
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint="At least 8 characters."
          error={state.fields?.password}
        />
      )}
    </AccountForm>
  );
}
