'use client';

import { type ComponentProps, type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type PasswordFieldProps = {
  name?: string;
  label?: string;
  autoComplete: 'current-password' | 'new-password';
  hint?: string;
  error: string | undefined;
  aside?: ReactNode;
};

export function PasswordField({
  name = 'password',
  label = 'Password',
  autoComplete,
  hint,
  error,
  aside,
}: PasswordFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      <PasswordInput name={name} autoComplete={autoComplete} required />
    </Field>
  );
}

/** The button's name leaves out the word "password": the field alone is found by it. */
function PasswordInput(props: ComponentProps<'input'>) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={shown ? 'text' : 'password'} autoCapitalize="none" spellCheck={false} className="pr-17" />
      <Button
        variant="quiet"
        size="sm"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-1 right-1 w-14"
      >
        {shown ? 'Hide' : 'Show'}
      </Button>
    </div>
  );
}
