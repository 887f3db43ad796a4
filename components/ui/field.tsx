'use client';

import { CircleAlert } from 'lucide-react';
import { Slot } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn';
import { Label } from './label';

type FieldProps = {
  label: string;
  /** Said before anything goes wrong; an error takes its place. */
  hint?: ReactNode;
  error?: string;
  /** At the end of the label's line, such as a link. */
  aside?: ReactNode;
  className?: string;
  /** One control; it gets the id, `aria-invalid` and `aria-describedby`. */
  children: ReactNode;
};

/** A control with its label, and a hint or an error under it. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={cn('grid gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-4">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <Slot.Root id={id} aria-invalid={error ? true : undefined} aria-describedby={note ? noteId : undefined}>
        {children}
      </Slot.Root>
      {note ? (
        <p id={noteId} className={cn('flex gap-1.5 text-sm', error ? 'text-danger' : 'text-muted')}>
          {error ? <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" /> : null}
          <span>{note}</span>
        </p>
      ) : null}
    </div>
  );
}
