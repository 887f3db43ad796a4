'use client';

import { PasswordField } from '@/components/account/password-field';
import type { AccountAction } from '@/components/account/use-account-form';
import { CurrentPasswordField } from './current-password-field';
import { SettingsForm } from './settings-form';
import { SettingsSection } from './settings-section';

export function ChangePasswordSection({ changePassword }: { changePassword: AccountAction }) {
  return (
    <SettingsSection title="Password" intro="A new password signs all other browsers out.">
      <SettingsForm action={changePassword} submit="Change password">
        {(state) => (
          <>
            <CurrentPasswordField state={state} />
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
