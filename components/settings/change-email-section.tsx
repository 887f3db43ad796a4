'use client';

import { EmailField } from '@/components/account/email-field';
import type { AccountAction } from '@/components/account/use-account-form';
import { CurrentPasswordField } from './current-password-field';
import { SettingsForm } from './settings-form';
import { SettingsSection } from './settings-section';

type ChangeEmailSectionProps = {
  email: string;
  /** They come from the first of the two links that the change takes. */
  halfConfirmed: boolean;
  /** False for who came by GitHub or Google alone. */
  hasPassword: boolean;
  changeEmail: AccountAction;
};

export function ChangeEmailSection({ email, halfConfirmed, hasPassword, changeEmail }: ChangeEmailSectionProps) {
  return (
    <SettingsSection
      title="Email"
      intro={
        <>
          You sign in with <strong className="break-words font-medium text-text">{email}</strong>.
        </>
      }
    >
      {halfConfirmed ? (
        <p role="status" className="text-muted">
          One of your two addresses is confirmed. Open the link in the mail to the other one to finish.
        </p>
      ) : null}
      {hasPassword ? (
        <SettingsForm action={changeEmail} submit="Change email">
          {(state) => (
            <>
              <EmailField state={state} label="New email" autoComplete="email" />
              <CurrentPasswordField state={state} />
            </>
          )}
        </SettingsForm>
      ) : (
        <p>Set a password first: it is asked for when the address is to change.</p>
      )}
    </SettingsSection>
  );
}
