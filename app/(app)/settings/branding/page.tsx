import type { Metadata } from 'next';
import { BrandingSettings } from '@/components/settings/branding-settings';
import { services, uploadLimits } from '@/lib/composition';
import { requireViewer } from '@/lib/session';
import { setShowLogo } from './actions';

export const metadata: Metadata = { title: 'Branding' };

export default async function BrandingSettingsPage() {
  const viewer = await requireViewer();
  const branding = await services().branding.get(viewer.id);
  return <BrandingSettings initial={branding} limits={uploadLimits()} actions={{ setShowLogo }} />;
}
