'use client';

import { Globe, Images, LogOut, Settings, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import { StorageBar } from '@/components/storage/storage-bar';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { Account } from '@/lib/schemas/account';

const PLACES = [
  { href: '/jobs', label: 'Jobs', Icon: Images },
  { href: '/shared', label: 'Shared', Icon: Globe },
  { href: '/trash', label: 'Trash', Icon: Trash2 },
  { href: '/settings/account', label: 'Settings', Icon: Settings },
];

export function AvatarMenu({ account, signOut }: { account: Account; signOut: () => Promise<void> }) {
  const [pending, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      const { forgetPerson } = await import('@/components/account/forget-person');
      await forgetPerson();
      await signOut();
    });
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
        <StorageBar usedBytes={account.usedBytes} quotaBytes={account.quotaBytes} inMenu className="px-2 pt-1 pb-2" />
        <DropdownMenuSeparator />
        {PLACES.map(({ href, label, Icon }) => (
          <DropdownMenuItem key={href} asChild>
            <Link href={href}>
              <Icon aria-hidden="true" />
              {label}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem disabled={pending} onSelect={leave}>
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
