import { type FormEvent, startTransition, useActionState, useEffect, useRef } from 'react';
import type { AccountFormState } from '@/lib/schemas/account';

export type AccountAction = (previous: AccountFormState, form: FormData) => Promise<AccountFormState>;

/**
 * A form that works without JavaScript; with it, what was typed stays after a failed try, and the focus goes to the
 * first field that is wrong. Emptied when it is done.
 */
export function useAccountForm(action: AccountAction) {
  const [state, formAction, pending] = useActionState(action, {});
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const target = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (target ?? (state.message ? form.current?.querySelector<HTMLElement>('[role="alert"]') : null))?.focus();
    if (state.done) form.current?.reset();
  }, [state]);

  // Submitting by hand leaves out React's reset of the form, which would empty the fields.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    startTransition(() => formAction(data));
  };

  return { state, pending, formProps: { ref: form, action: formAction, onSubmit, noValidate: true } };
}
