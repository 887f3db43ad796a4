'use client';

import type { ReactNode } from 'react';
import { FormMessage } from '@/components/account/form-message';
import { type AccountAction, useAccountForm } from '@/components/account/use-account-form';
import { Button, type ButtonProps } from '@/components/ui/button';
import type { AccountFormState } from '@/lib/schemas/account';

type SettingsFormProps = {
  action: AccountAction;
  submit: string;
  variant?: ButtonProps['variant'];
  /** The fields, given what the last try said. */
  children: (state: AccountFormState) => ReactNode;
};

/** A form of the settings that stays on the page and says what it has done. */
export function SettingsForm({ action, submit, variant, children }: SettingsFormProps) {
  const { state, pending, formProps } = useAccountForm(action);
  return (
    <form {...formProps} className="grid max-w-90 gap-4">
      <FormMessage>{state.message}</FormMessage>
      {children(state)}
      <Button type="submit" variant={variant} pending={pending} className="justify-self-start">
        {submit}
      </Button>
      <p role="status" className="break-words text-muted empty:hidden">
        {state.done}
      </p>
    </form>
  );
}
