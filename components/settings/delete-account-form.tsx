'use client';

import { EmailField } from '@/components/account/email-field';
import type { AccountAction } from '@/components/account/use-account-form';
import { CurrentPasswordField } from './current-password-field';
import { SettingsForm } from './settings-form';

export type DeleteAccountFormProps = {
  /** False for who came by GitHub or Google alone: they type their address instead. */
  hasPassword: boolean;
  deleteAccount: AccountAction;
};

export function DeleteAccountForm({ hasPassword, deleteAccount }: DeleteAccountFormProps) {
  return (
    <SettingsForm action={deleteAccount} submit="Delete account" variant="danger">
      {(state) =>
        hasPassword ? (
          <CurrentPasswordField state={state} />
        ) : (
          <EmailField state={state} label="Your e-mail address, to confirm" autoComplete="email" />
        )
      }
    </SettingsForm>
  );
}
