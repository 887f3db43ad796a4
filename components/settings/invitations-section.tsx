'use client';

import { type FormEvent, useRef, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { formatDate } from '@/lib/format-time';
import type { ActionResult } from '@/lib/schemas/error';
import type { Invitation, NewInvitation } from '@/lib/schemas/invitation';
import { CreatedInvitation } from './created-invitation';
import { SettingsSection } from './settings-section';

type InvitationActions = {
  createInvitation(input: { note: string }): Promise<ActionResult<NewInvitation>>;
  revokeInvitation(input: { invitationId: string }): Promise<ActionResult<null>>;
};

type InvitationsSectionProps = { firstInvitations: Invitation[]; actions: InvitationActions };

export function InvitationsSection({ firstInvitations, actions }: InvitationsSectionProps) {
  const [invitations, setInvitations] = useState(firstInvitations);
  const [created, setCreated] = useState<NewInvitation | null>(null);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const noteField = useRef<HTMLInputElement>(null);

  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    startTransition(async () => {
      const result = await settle(actions.createInvitation({ note: noteField.current?.value ?? '' }));
      setProblem(result.ok ? undefined : (result.error.fields?.note ?? result.error.message));
      if (!result.ok) {
        noteField.current?.focus();
        return;
      }
      setCreated(result.data);
      setInvitations((before) => [result.data, ...before]);
      if (noteField.current) noteField.current.value = '';
    });
  };

  async function revoke({ id, note }: Invitation): Promise<void> {
    const result = await settle(actions.revokeInvitation({ invitationId: id }));
    if (!result.ok) {
      toast.error('The invitation was not revoked', { description: result.error.message });
      return;
    }
    setInvitations((before) => before.filter((invitation) => invitation.id !== id));
    if (created?.id === id) setCreated(null);
    noteField.current?.focus();
    toast(note ? `The invitation for “${note}” is revoked` : 'The invitation is revoked', {
      description: 'Its link no longer works.',
    });
  }

  return (
    <SettingsSection
      title="Invitations"
      intro="New accounts need an invitation here. A link lets one person in and works for 7 days."
    >
      <form onSubmit={create} noValidate className="grid max-w-90 gap-4">
        <Field label="For whom" hint="A note for yourself; nobody else sees it." error={problem}>
          <Input ref={noteField} name="note" maxLength={200} autoComplete="off" />
        </Field>
        <Button type="submit" pending={pending} className="justify-self-start">
          Make invitation
        </Button>
      </form>
      {created ? <CreatedInvitation key={created.id} invitation={created} onDone={() => setCreated(null)} /> : null}
      {invitations.length > 0 ? (
        <ul aria-label="Open invitations" className="divide-y rounded-lg border bg-surface">
          {invitations.map((invitation) => (
            <li key={invitation.id} className="flex items-center justify-between gap-4 p-4">
              <div className="grid min-w-0 gap-0.5">
                <span className="break-words font-medium">{invitation.note ?? 'Without a note'}</span>
                <span className="text-muted text-sm tabular-nums">
                  Made {formatDate(invitation.createdAt)}, works until {formatDate(invitation.expiresAt)}
                </span>
              </div>
              <Button
                variant="dangerQuiet"
                size="sm"
                aria-label={`Revoke the invitation ${invitation.note ?? 'without a note'}`}
                onClick={() => void revoke(invitation)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </SettingsSection>
  );
}
