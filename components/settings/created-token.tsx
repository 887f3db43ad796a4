'use client';

import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CreatedApiToken } from '@/lib/schemas/api-token';
import { CopyButton } from './copy-button';

type CreatedTokenProps = {
  created: CreatedApiToken;
  fieldRef: RefObject<HTMLInputElement | null>;
  onDone: () => void;
};

/** The token itself, the one time that it can be seen. */
export function CreatedToken({ created, fieldRef, onDone }: CreatedTokenProps) {
  return (
    <div className="grid gap-3 rounded-lg border border-accent bg-accent-soft p-4">
      <Field
        label={`Token “${created.apiToken.name}”`}
        hint="Copy it now: it will not be shown again. Whoever has it can act in your name, so keep it like a password."
      >
        <Input
          ref={fieldRef}
          readOnly
          value={created.token}
          onFocus={(event) => event.currentTarget.select()}
          className="font-mono text-sm"
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <CopyButton variant="primary" text={created.token} what="Token" select={() => fieldRef.current?.select()}>
          Copy token
        </CopyButton>
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
