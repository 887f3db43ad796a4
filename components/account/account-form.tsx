'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { AccountFormState } from '@/lib/schemas/account';
import { CheckMail } from './check-mail';
import { FormMessage } from './form-message';
import { type AccountAction, useAccountForm } from './use-account-form';

type AccountFormProps = {
  action: AccountAction;
  title: string;
  /** Under the title. */
  intro?: ReactNode;
  submit: string;
  /** The fields, given what the last try said. */
  children: (state: AccountFormState) => ReactNode;
  /** Other ways to the same end, under the form. */
  aside?: ReactNode;
  /** Under the form: the way to the other pages. */
  footer: ReactNode;
  /** Shown in place of the form once a mail is on its way. */
  mailSent?: (email: string | undefined) => ReactNode;
};

/** One form of the account pages. Works without JavaScript; with it, what was typed stays after a failed try. */
export function AccountForm({ action, title, intro, submit, children, aside, footer, mailSent }: AccountFormProps) {
  const { state, pending, formProps } = useAccountForm(action);
  if (state.checkMail && mailSent) return <CheckMail>{mailSent(state.values?.email)}</CheckMail>;

  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-xl">{title}</h1>
        {intro ? <p className="text-muted">{intro}</p> : null}
      </div>
      <form {...formProps} className="grid gap-4">
        <FormMessage>{state.message}</FormMessage>
        {children(state)}
        <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1 w-full">
          {submit}
        </Button>
      </form>
      {aside}
      {footer ? <div className="text-muted">{footer}</div> : null}
    </div>
  );
}
