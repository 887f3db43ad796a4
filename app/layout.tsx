import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { EarlyInput, EarlyInputScript } from '@/components/frame/early-input';
import { ThemeProvider } from '@/components/ui/theme-provider';
import { Toaster } from '@/components/ui/toaster';
import { Tooltips } from '@/components/ui/tooltips';
import { fontVariables } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Vitrine', template: '%s · Vitrine' },
  description:
    'Hand over images: drop a batch, review it in private, publish what is ready, take it back when it is not.',
  applicationName: 'Vitrine',
  // Numbers in file names are not telephone numbers.
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf9' },
    { media: '(prefers-color-scheme: dark)', color: '#111010' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading it has every page rendered per request: what it shows depends on who asks, and static pages could carry none.
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    // next-themes sets the class before hydration.
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <body>
        <EarlyInputScript nonce={nonce} />
        <ThemeProvider {...(nonce && { nonce })}>
          {children}
          <Tooltips />
          <Toaster />
        </ThemeProvider>
        <EarlyInput />
      </body>
    </html>
  );
}
