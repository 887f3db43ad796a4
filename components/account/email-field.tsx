import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { AccountFormState } from '@/lib/schemas/account';

type EmailFieldProps = { state: AccountFormState; label?: string; autoComplete?: 'username' | 'email' };

export function EmailField({ state, label = 'Email', autoComplete = 'username' }: EmailFieldProps) {
  return (
    <Field label={label} error={state.fields?.email}>
      <Input
        name="email"
        type="email"
        inputMode="email"
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={state.values?.email}
      />
    </Field>
  );
}
