'use client';

import { type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { formatDate } from '@/lib/format-time';
import type { ApiToken } from '@/lib/schemas/api-token';
import { SCOPE_WORDS } from './scope-words';

type ApiTokenRowProps = { token: ApiToken; onRevoke: () => void };

export function ApiTokenRow({ token, onRevoke }: ApiTokenRowProps) {
  const id = useId();
  const { name, hint, scopes, createdAt, expiresAt, lastUsedAt } = token;
  const expired = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  return (
    <li aria-labelledby={id} className="flex items-start justify-between gap-4 p-4">
      <div className="grid min-w-0 gap-2">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span id={id} className="min-w-0 break-words font-medium">
            {name}
          </span>
          <span className="font-mono text-muted text-sm">vt_…{hint}</span>
        </div>
        <dl className="flex flex-wrap gap-x-5 gap-y-1 text-muted text-sm tabular-nums">
          <Fact term="May">{scopes.map((scope) => SCOPE_WORDS[scope].label).join(', ')}</Fact>
          <Fact term="Created">{formatDate(createdAt)}</Fact>
          <Fact term={expired ? 'Expired' : 'Expires'}>{expiresAt === null ? 'never' : formatDate(expiresAt)}</Fact>
          <Fact term="Last used">{lastUsedAt === null ? 'never' : <RelativeTime dateTime={lastUsedAt} />}</Fact>
        </dl>
      </div>
      <Button variant="dangerQuiet" size="sm" aria-describedby={id} onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-1">
      <dt>{term}</dt>
      <dd className="text-text">{children}</dd>
    </div>
  );
}
