'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { NewInvitation } from '@/lib/schemas/invitation';
import { CopyButton } from './copy-button';

type CreatedInvitationProps = { invitation: NewInvitation; onDone: () => void };

/** The link itself, the one time that it can be seen; takes the focus. */
export function CreatedInvitation({ invitation, onDone }: CreatedInvitationProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="grid gap-3 rounded-lg border border-accent bg-accent-soft p-4">
      <Field
        label={invitation.note ? `Invitation for “${invitation.note}”` : 'Invitation'}
        hint="Copy it now: it will not be shown again. Whoever opens it first is let in."
      >
        <Input
          ref={field}
          readOnly
          value={invitation.url}
          onFocus={(event) => event.currentTarget.select()}
          className="font-mono text-sm"
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <CopyButton variant="primary" text={invitation.url} what="Link" select={() => field.current?.select()}>
          Copy link
        </CopyButton>
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
