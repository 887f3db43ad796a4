'use client';

import { useEffect, useRef } from 'react';
import type { NewInvitation } from '@/lib/schemas/invitation';
import { ShownOnce } from './shown-once';

type CreatedInvitationProps = { invitation: NewInvitation; onDone: () => void };

/** Takes the focus. */
export function CreatedInvitation({ invitation, onDone }: CreatedInvitationProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <ShownOnce
      label={invitation.note ? `Invitation for “${invitation.note}”` : 'Invitation'}
      caution="Whoever opens it first is let in."
      value={invitation.url}
      what="link"
      fieldRef={field}
      onDone={onDone}
    />
  );
}
