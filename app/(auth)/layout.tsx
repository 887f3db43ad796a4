import type { ReactNode } from 'react';
import { Wordmark } from '@/components/frame/wordmark';
import { ThemeMenu } from '@/components/ui/theme-menu';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Wordmark href="/" />
        <ThemeMenu />
      </header>
      <main id="main" className="grid justify-items-center px-4 pt-6 pb-16 sm:pt-[9dvh]">
        <div className="w-full max-w-90">{children}</div>
      </main>
    </div>
  );
}
