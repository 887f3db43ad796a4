import { PasswordField } from '@/components/account/password-field';
import { TextLink } from '@/components/account/text-link';
import type { AccountFormState } from '@/lib/schemas/account';

export function CurrentPasswordField({ state }: { state: AccountFormState }) {
  return (
    <PasswordField
      name="currentPassword"
      label="Current password"
      autoComplete="current-password"
      error={state.fields?.currentPassword}
      aside={
        <TextLink href="/forgot-password" className="font-normal text-sm">
          Forgotten?
        </TextLink>
      }
    />
  );
}
