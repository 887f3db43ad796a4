import type { Metadata } from 'next';
import { ChangeEmailSection } from '@/components/settings/change-email-section';
import { ChangePasswordSection } from '@/components/settings/change-password-section';
import { InvitationsSection } from '@/components/settings/invitations-section';
import { SessionsSection } from '@/components/settings/sessions-section';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { requireViewer } from '@/lib/session';
import { changeEmail, changePassword, createInvitation, revokeInvitation, signOutEverywhere } from './actions';

export const metadata: Metadata = { title: 'Account settings' };

export default async function AccountSettingsPage({ searchParams }: PageProps<'/settings/account'>) {
  const [viewer, query] = await Promise.all([requireViewer(), searchParams]);
  const byInvitation = env().signUp === 'invite';
  const [hasPassword, invitations] = await Promise.all([
    services().accounts.hasPassword(viewer.id),
    byInvitation ? services().invitations.listOpen(viewer.id) : [],
  ]);
  return (
    <>
      <ChangeEmailSection
        email={viewer.email}
        halfConfirmed={query.email === 'half-confirmed'}
        hasPassword={hasPassword}
        changeEmail={changeEmail}
      />
      <ChangePasswordSection hasPassword={hasPassword} changePassword={changePassword} />
      <SessionsSection signOutEverywhere={signOutEverywhere} />
      {byInvitation ? (
        <InvitationsSection firstInvitations={invitations} actions={{ createInvitation, revokeInvitation }} />
      ) : null}
    </>
  );
}
