import { ThemeMenu } from '@/components/ui/theme-menu';
import type { Account } from '@/lib/schemas/account';
import { AvatarMenu } from './avatar-menu';
import { Wordmark } from './wordmark';

/** The one bar of the app. The page puts its breadcrumb and actions between the two ends: {@link PageBar}. */
export function TopBar({ account, signOut }: { account: Account; signOut: () => Promise<void> }) {
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b bg-ground px-4 sm:px-6">
      <Wordmark href="/jobs" compact />
      <div className="flex items-center gap-1">
        <ThemeMenu />
        <AvatarMenu account={account} signOut={signOut} />
      </div>
    </header>
  );
}
