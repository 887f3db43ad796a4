import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { AccountFormState } from '@/lib/schemas/account';

export function EmailField({ state }: { state: AccountFormState }) {
  return (
    <Field label="Email" error={state.fields?.email}>
      <Input
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={state.values?.email}
      />
    </Field>
  );
}
