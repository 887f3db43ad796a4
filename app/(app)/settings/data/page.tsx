import type { Metadata } from 'next';
import { DeleteAccountSection } from '@/components/settings/delete-account-section';
import { ExportSection } from '@/components/settings/export-section';
import { StorageSection } from '@/components/settings/storage-section';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { requireViewer } from '@/lib/session';
import { deleteAccount } from '../../actions';

export const metadata: Metadata = { title: 'Your data' };

export default async function DataSettingsPage() {
  const viewer = await requireViewer();
  const [use, hasPassword] = await Promise.all([
    services().storage.getUse(viewer.id),
    services().accounts.hasPassword(viewer.id),
  ]);
  return (
    <>
      <StorageSection use={use} />
      <ExportSection signedUrlExpiresInSeconds={env().signedUrlExpiresInSeconds} />
      <DeleteAccountSection use={use} hasPassword={hasPassword} deleteAccount={deleteAccount} />
    </>
  );
}
