'use client';

import { type FormEvent, useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { API_SCOPES, type ApiScope } from '@/lib/schemas/api-scope';
import {
  type CreateApiToken,
  createApiTokenSchema,
  TOKEN_LIFETIMES_DAYS,
  type TokenLifetimeDays,
} from '@/lib/schemas/api-token';
import { fieldProblems } from '@/lib/schemas/field-problems';
import { FormProblem } from './form-problem';
import { SCOPE_WORDS } from './scope-words';

/** By field: `name`, `scopes`; `form` for all of it. */
export type FieldProblems = Record<string, string>;

const DEFAULT_SCOPES: readonly ApiScope[] = ['read', 'upload'];
const DEFAULT_LIFETIME_DAYS: TokenLifetimeDays = 90;
const LIFETIME_WORDS: Record<`${TokenLifetimeDays}`, string> = {
  30: '30 days',
  90: '90 days',
  365: '1 year',
  null: 'Never',
};

type NewTokenDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCloseAutoFocus: (event: Event) => void;
  /** @returns what is wrong, or null once there is a token */
  create: (input: CreateApiToken) => Promise<FieldProblems | null>;
};

export function NewTokenDialog({ open, onOpenChange, onCloseAutoFocus, create }: NewTokenDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="New token"
        description="Allow what the script needs and no more."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <NewTokenForm create={create} />
      </DialogContent>
    </Dialog>
  );
}

/** Inside the dialog's content, so that each opening starts afresh. */
function NewTokenForm({ create }: Pick<NewTokenDialogProps, 'create'>) {
  const scopesProblemId = useId();
  const [problems, setProblems] = useState<FieldProblems>({});
  const [pending, startTransition] = useTransition();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const show = (found: FieldProblems) => {
      setProblems(found);
      form.querySelector<HTMLInputElement>(`[name="${found.name ? 'name' : 'scopes'}"]`)?.focus();
    };
    const data = new FormData(form);
    const parsed = createApiTokenSchema.safeParse({
      name: data.get('name'),
      scopes: data.getAll('scopes'),
      expiresInDays: JSON.parse(String(data.get('expiresInDays'))),
    });
    if (!parsed.success) {
      show(fieldProblems(parsed.error));
      return;
    }
    startTransition(async () => {
      const found = await create(parsed.data);
      if (found) show(found);
    });
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field label="Name" error={problems.name}>
        <Input name="name" maxLength={100} autoComplete="off" placeholder="Screenshots from my laptop" />
      </Field>
      <fieldset className="grid gap-2.5" aria-describedby={problems.scopes ? scopesProblemId : undefined}>
        <legend className="mb-2.5 font-medium text-sm">It may</legend>
        {API_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            {...SCOPE_WORDS[scope]}
            name="scopes"
            value={scope}
            defaultChecked={DEFAULT_SCOPES.includes(scope)}
          />
        ))}
        <FormProblem id={scopesProblemId}>{problems.scopes}</FormProblem>
      </fieldset>
      <Field label="Expires">
        <Select name="expiresInDays" defaultValue={`${DEFAULT_LIFETIME_DAYS}`}>
          {TOKEN_LIFETIMES_DAYS.map((days) => (
            <option key={days} value={`${days}`}>
              {LIFETIME_WORDS[`${days}`]}
            </option>
          ))}
        </Select>
      </Field>
      <FormProblem>{problems.form}</FormProblem>
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          Create token
        </Button>
      </DialogActions>
    </form>
  );
}
