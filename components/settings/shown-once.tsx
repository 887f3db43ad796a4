'use client';

import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { CopyButton } from './copy-button';

type ShownOnceProps = {
  label: string;
  /** What to mind of it, after the advice to copy it now. */
  caution: string;
  value: string;
  /** "token", as in "Copy token". */
  what: string;
  fieldRef: RefObject<HTMLInputElement | null>;
  onDone: () => void;
};

/** A secret, the one time that it can be seen. */
export function ShownOnce({ label, caution, value, what, fieldRef, onDone }: ShownOnceProps) {
  return (
    <div className="grid gap-3 rounded-lg border border-accent bg-accent-soft p-4">
      <Field label={label} hint={`Copy it now: it will not be shown again. ${caution}`}>
        <Input
          ref={fieldRef}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="font-mono text-sm"
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <CopyButton
          variant="primary"
          text={value}
          what={what.charAt(0).toUpperCase() + what.slice(1)}
          select={() => fieldRef.current?.select()}
        >
          Copy {what}
        </CopyButton>
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
