'use client';

import { KeyRound, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ApiToken, CreateApiToken, CreatedApiToken } from '@/lib/schemas/api-token';
import type { ApiSettingsActions } from './api-settings-actions';
import { ApiTokenRow } from './api-token-row';
import { CreatedToken } from './created-token';
import { type FieldProblems, NewTokenDialog } from './new-token-dialog';
import { formatScopes } from './scope-words';
import { SettingsSection } from './settings-section';

type ApiTokensSectionProps = Pick<ApiSettingsActions, 'createApiToken' | 'revokeApiToken'> & {
  firstTokens: ApiToken[];
  /** The one to show, once. */
  created: CreatedApiToken | null;
  onCreated: (created: CreatedApiToken | null) => void;
};

export function ApiTokensSection({
  firstTokens,
  created,
  onCreated,
  createApiToken,
  revokeApiToken,
}: ApiTokensSectionProps) {
  const [tokens, setTokens] = useState(firstTokens);
  const [dialogOpen, setDialogOpen] = useState(false);
  const [doomed, setDoomed] = useState<ApiToken | null>(null);
  const newButton = useRef<HTMLButtonElement>(null);
  const tokenField = useRef<HTMLInputElement>(null);
  /** Where the keyboard goes when a dialog closes, if not back to where it was. */
  const focusNext = useRef<typeof newButton | typeof tokenField | null>(null);

  async function create(input: CreateApiToken): Promise<FieldProblems | null> {
    const result = await settle(createApiToken(input));
    if (!result.ok) return result.error.fields ?? { form: result.error.message };
    setTokens((before) => [result.data.apiToken, ...before]);
    onCreated(result.data);
    focusNext.current = tokenField;
    setDialogOpen(false);
    return null;
  }

  async function revoke({ id, name }: ApiToken): Promise<void> {
    const result = await settle(revokeApiToken({ tokenId: id }));
    if (!result.ok) {
      toast.error(`“${name}” was not revoked`, { description: result.error.message });
      return;
    }
    setTokens((before) => before.filter((token) => token.id !== id));
    if (created?.apiToken.id === id) onCreated(null);
    focusNext.current = newButton;
    toast(`“${name}” is revoked`, { description: 'Requests with it are refused from now on.' });
  }

  const moveFocus = (event: Event) => {
    if (!focusNext.current) return;
    event.preventDefault();
    focusNext.current.current?.focus();
    focusNext.current = null;
  };

  return (
    <SettingsSection
      title="API tokens"
      intro="A token lets a script or an app work in your name, as far as you allow. It cannot touch your account or your tokens."
    >
      {created ? <CreatedToken created={created} fieldRef={tokenField} onDone={() => onCreated(null)} /> : null}
      {tokens.length === 0 ? (
        <p className="flex items-center gap-2 text-muted">
          <KeyRound aria-hidden="true" className="size-4 shrink-0" />
          You have no token yet. Make one for each script, so that you can revoke it alone.
        </p>
      ) : (
        <ul aria-label="API tokens" className="divide-y rounded-lg border bg-surface">
          {tokens.map((token) => (
            <ApiTokenRow key={token.id} token={token} onRevoke={() => setDoomed(token)} />
          ))}
        </ul>
      )}
      <Button ref={newButton} className="justify-self-start" onClick={() => setDialogOpen(true)}>
        <Plus aria-hidden="true" />
        New token
      </Button>
      <NewTokenDialog open={dialogOpen} onOpenChange={setDialogOpen} onCloseAutoFocus={moveFocus} create={create} />
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => open || setDoomed(null)}
        onCloseAutoFocus={moveFocus}
        title={`Revoke “${doomed?.name ?? ''}”?`}
        description={doomed ? describeLoss(doomed) : ''}
        action="Revoke"
        onConfirm={async () => {
          if (doomed) await revoke(doomed);
        }}
      />
    </SettingsSection>
  );
}

const describeLoss = ({ scopes, hint }: ApiToken): string =>
  `Scripts and apps that send the token ending in ${hint} can no longer ${formatScopes(scopes)}: they are refused from their next request on. This cannot be undone.`;
