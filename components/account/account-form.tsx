'use client';

import { CircleAlert } from 'lucide-react';
import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { AccountFormState } from '@/lib/schemas/account';
import { CheckMail } from './check-mail';

export type AccountAction = (previous: AccountFormState, form: FormData) => Promise<AccountFormState>;

type AccountFormProps = {
  action: AccountAction;
  title: string;
  /** Under the title. */
  intro?: ReactNode;
  submit: string;
  /** The fields, given what the last try said. */
  children: (state: AccountFormState) => ReactNode;
  /** Under the form: the way to the other pages. */
  footer: ReactNode;
  /** Shown in place of the form once a mail is on its way. */
  mailSent?: (email: string | undefined) => ReactNode;
};

/** One form of the account pages. Works without JavaScript; with it, what was typed stays after a failed try. */
export function AccountForm({ action, title, intro, submit, children, footer, mailSent }: AccountFormProps) {
  const [state, formAction, pending] = useActionState(action, {});
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const target = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (target ?? (state.message ? form.current?.querySelector<HTMLElement>('[role="alert"]') : null))?.focus();
  }, [state]);

  if (state.checkMail && mailSent) return <CheckMail>{mailSent(state.values?.email)}</CheckMail>;

  // Submitting by hand leaves out React's reset of the form, which would empty the fields.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    startTransition(() => formAction(data));
  };

  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-xl">{title}</h1>
        {intro ? <p className="text-muted">{intro}</p> : null}
      </div>
      <form ref={form} action={formAction} onSubmit={onSubmit} noValidate className="grid gap-4">
        {state.message ? (
          <p
            role="alert"
            tabIndex={-1}
            className="flex gap-2 rounded-md bg-danger-soft px-3 py-2.5 text-danger outline-none"
          >
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            {state.message}
          </p>
        ) : null}
        {children(state)}
        <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1 w-full">
          {submit}
        </Button>
      </form>
      <div className="text-muted">{footer}</div>
    </div>
  );
}
