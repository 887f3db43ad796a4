import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { AccountFormState } from '@/lib/schemas/account';

export function InvitationField({ state }: { state: AccountFormState }) {
  return (
    <Field label="Invitation" hint="The link that you were sent, or the code in it." error={state.fields?.invitation}>
      <Input name="invitation" autoComplete="off" autoCapitalize="none" spellCheck={false} required />
    </Field>
  );
}
