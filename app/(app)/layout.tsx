import type { ReactNode } from 'react';
import { signOut } from '@/app/(auth)/actions';
import { NotAdmitted } from '@/components/account/not-admitted';
import { SkipLink } from '@/components/frame/skip-link';
import { TopBar } from '@/components/frame/top-bar';
import { services } from '@/lib/composition';
import { requireViewer } from '@/lib/session';
import { redeemInvitation } from './actions';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const [usage, branding, admission] = await Promise.all([
    services().usage.get(viewer.id),
    services().branding.get(viewer.id),
    services().invitations.findAdmission(viewer.id),
  ]);
  return (
    <>
      <SkipLink />
      <TopBar account={{ ...viewer, ...usage, ...branding }} signOut={signOut} />
      {admission === 'admitted' ? (
        children
      ) : (
        <NotAdmitted email={viewer.email} redeem={admission === 'needs_invitation' ? redeemInvitation : null} />
      )}
    </>
  );
}
