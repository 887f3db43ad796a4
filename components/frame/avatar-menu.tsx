'use client';

import { Images, LogOut, Settings, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Progress } from '@/components/ui/progress';
import { formatBytes } from '@/lib/format-bytes';
import type { Account } from '@/lib/schemas/account';

const NEARLY_FULL = 0.9;

export function AvatarMenu({ account, signOut }: { account: Account; signOut: () => Promise<void> }) {
  const [pending, startTransition] = useTransition();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label="Account"
        className="grid size-9 place-items-center rounded-full transition-colors hover:bg-sunken data-[state=open]:bg-sunken"
      >
        <span
          aria-hidden="true"
          className="grid size-7 place-items-center overflow-hidden rounded-full bg-accent-soft font-semibold text-accent text-xs uppercase"
        >
          {account.avatarUrl === null ? (
            Array.from(account.email)[0]
          ) : (
            <AvatarImage key={account.avatarUrl} url={account.avatarUrl} initial={Array.from(account.email)[0]} />
          )}
        </span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-64">
        <DropdownMenuLabel className="truncate font-medium text-text" title={account.email}>
          {account.email}
        </DropdownMenuLabel>
        <UsageBar usedBytes={account.usedBytes} quotaBytes={account.quotaBytes} />
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/jobs">
            <Images aria-hidden="true" />
            Jobs
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/trash">
            <Trash2 aria-hidden="true" />
            Trash
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/settings/account">
            <Settings aria-hidden="true" />
            Settings
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem disabled={pending} onSelect={() => startTransition(signOut)}>
          <LogOut aria-hidden="true" />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** A signed address may have run out on a page left open: then the initial is there again. */
function AvatarImage({ url, initial }: { url: string; initial: string | undefined }) {
  const [broken, setBroken] = useState(false);
  if (broken) return initial;
  // biome-ignore lint/performance/noImgElement: the file lies on the storage origin in the size needed
  return <img src={url} alt="" className="size-full object-cover" onError={() => setBroken(true)} />;
}

function UsageBar({ usedBytes, quotaBytes }: { usedBytes: number; quotaBytes: number }) {
  const value = quotaBytes > 0 ? usedBytes / quotaBytes : 1;
  return (
    <div className="grid gap-1.5 px-2 pt-1 pb-2">
      {/* A menu may hold no progress bar; the words under it say the same. */}
      <div aria-hidden="true">
        <Progress value={value} label="Storage used" tone={value >= NEARLY_FULL ? 'danger' : 'accent'} />
      </div>
      <p className="text-muted text-sm tabular-nums">
        {formatBytes(usedBytes)} of {formatBytes(quotaBytes)} used
      </p>
    </div>
  );
}
