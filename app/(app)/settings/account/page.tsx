import type { Metadata } from 'next';
import { ChangeEmailSection } from '@/components/settings/change-email-section';
import { ChangePasswordSection } from '@/components/settings/change-password-section';
import { SessionsSection } from '@/components/settings/sessions-section';
import { requireViewer } from '@/lib/session';
import { changeEmail, changePassword, signOutEverywhere } from './actions';

export const metadata: Metadata = { title: 'Account settings' };

export default async function AccountSettingsPage({ searchParams }: PageProps<'/settings/account'>) {
  const [viewer, query] = await Promise.all([requireViewer(), searchParams]);
  return (
    <>
      <ChangeEmailSection
        email={viewer.email}
        halfConfirmed={query.email === 'half-confirmed'}
        changeEmail={changeEmail}
      />
      <ChangePasswordSection changePassword={changePassword} />
      <SessionsSection signOutEverywhere={signOutEverywhere} />
    </>
  );
}
