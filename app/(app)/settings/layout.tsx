import type { ReactNode } from 'react';
import { PageBar } from '@/components/frame/page-bar';
import { SettingsNav } from '@/components/settings/settings-nav';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="flow-root outline-none">
      <PageBar crumbs={[{ label: 'Jobs', href: '/jobs' }, { label: 'Settings' }]} />
      <div className="mx-auto max-w-180 px-4 py-8 sm:px-6">
        <h1 className="mb-4 font-semibold text-2xl">Settings</h1>
        <SettingsNav />
        {children}
      </div>
    </main>
  );
}
