import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { signOut } from '@/app/(auth)/actions';
import { NotAdmitted } from '@/components/account/not-admitted';
import { SuspendedBanner } from '@/components/account/suspended-banner';
import { SkipLink } from '@/components/frame/skip-link';
import { TopBar } from '@/components/frame/top-bar';
import { DeleteAccountForm } from '@/components/settings/delete-account-form';
import { services } from '@/lib/composition';
import { requireViewer } from '@/lib/session';
import { deleteAccount, redeemInvitation } from './actions';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const [usage, branding, admission] = await Promise.all([
    services().usage.get(viewer.id),
    services().branding.get(viewer.id),
    services().invitations.findAdmission(viewer.id),
  ]);
  if (usage.state === 'deleting') redirect('/account-deleted');
  return (
    <>
      <SkipLink />
      {usage.state === 'suspended' ? <SuspendedBanner reason={usage.suspensionReason} /> : null}
      <TopBar account={{ ...viewer, ...usage, ...branding }} signOut={signOut} />
      {admission === 'admitted' ? (
        children
      ) : (
        <NotAdmitted
          email={viewer.email}
          redeem={admission === 'needs_invitation' ? redeemInvitation : null}
          deletion={
            <DeleteAccountForm
              hasPassword={await services().accounts.hasPassword(viewer.id)}
              deleteAccount={deleteAccount}
            />
          }
        />
      )}
    </>
  );
}
