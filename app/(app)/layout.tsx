import type { ReactNode } from 'react';
import { signOut } from '@/app/(auth)/actions';
import { SkipLink } from '@/components/frame/skip-link';
import { TopBar } from '@/components/frame/top-bar';
import { services } from '@/lib/composition';
import { requireViewer } from '@/lib/session';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const usage = await services().usage.get(viewer.id);
  return (
    <>
      <SkipLink />
      <TopBar account={{ ...viewer, ...usage }} signOut={signOut} />
      {children}
    </>
  );
}
