'use client';

import { type FormEvent, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MAX_TITLE_LENGTH } from '@/lib/schemas/limits';

type TitleDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  heading: string;
  description?: string;
  title?: string;
  submit: string;
  /** @returns what is wrong, in words, or null once it is done */
  onSubmit: (title: string) => Promise<string | null>;
};

/** Asks for the title of a new job, or for a new title. */
export function TitleDialog({ open, onOpenChange, heading, description, title, submit, onSubmit }: TitleDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={heading} description={description}>
        <TitleForm title={title ?? ''} submit={submit} onSubmit={onSubmit} />
      </DialogContent>
    </Dialog>
  );
}

/** Inside the dialog's content, so that each opening starts afresh. */
function TitleForm({ title, submit, onSubmit }: Required<Pick<TitleDialogProps, 'title' | 'submit' | 'onSubmit'>>) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const input = event.currentTarget.elements.namedItem('title') as HTMLInputElement;
    const value = input.value.trim();
    if (!value) {
      setProblem('Give the job a title.');
      input.focus();
      return;
    }
    startTransition(async () => {
      const failure = await onSubmit(value);
      setProblem(failure);
      if (failure) input.focus();
    });
  };

  return (
    <form onSubmit={send} noValidate className="grid gap-5">
      <Field label="Title" error={problem ?? undefined}>
        <Input
          name="title"
          defaultValue={title}
          maxLength={MAX_TITLE_LENGTH}
          autoComplete="off"
          placeholder="Spring catalogue"
          onFocus={(event) => event.currentTarget.select()}
        />
      </Field>
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {submit}
        </Button>
      </DialogActions>
    </form>
  );
}
