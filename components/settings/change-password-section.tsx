'use client';

import { PasswordField } from '@/components/account/password-field';
import type { AccountAction } from '@/components/account/use-account-form';
import { CurrentPasswordField } from './current-password-field';
import { SettingsForm } from './settings-form';
import { SettingsSection } from './settings-section';

type ChangePasswordSectionProps = {
  /** False for who came by GitHub or Google alone. */
  hasPassword: boolean;
  changePassword: AccountAction;
};

export function ChangePasswordSection({ hasPassword, changePassword }: ChangePasswordSectionProps) {
  return (
    <SettingsSection
      title="Password"
      intro={
        hasPassword
          ? 'A new password signs all other browsers out.'
          : 'You sign in with an account that you have elsewhere. With a password you can sign in without it.'
      }
    >
      <SettingsForm action={changePassword} submit={hasPassword ? 'Change password' : 'Set password'}>
        {(state) => (
          <>
            {hasPassword ? <CurrentPasswordField state={state} /> : null}
            <PasswordField
              label="New password"
              autoComplete="new-password"
              hint="At least 8 characters."
              error={state.fields?.password}
            />
          </>
        )}
      </SettingsForm>
    </SettingsSection>
  );
}
