'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Branding, LOGO_NAMES } from '@/lib/schemas/branding';
import type { ActionResult } from '@/lib/schemas/error';
import { describeLimits } from '@/lib/upload/check-file';
import type { UploadLimits } from '@/lib/upload/upload-limits';
import { SettingsSection } from './settings-section';
import { ShowLogoSwitch } from './show-logo-switch';
import { TenantImageField } from './tenant-image-field';

export type BrandingActions = { setShowLogo: (input: { showLogo: boolean }) => Promise<ActionResult<Branding>> };

type BrandingSettingsProps = { initial: Branding; limits: UploadLimits; actions: BrandingActions };

/** How the owner appears: to themselves in the bar, and to others on public pages. */
export function BrandingSettings({ initial, limits, actions }: BrandingSettingsProps) {
  const [branding, setBranding] = useState(initial);
  const router = useRouter();
  const change = (next: Branding) => {
    setBranding(next);
    // The bar shows the avatar too.
    router.refresh();
  };
  const taken = describeLimits(limits);
  return (
    <>
      <SettingsSection
        title="Avatar"
        intro={`Shown in the bar at the top, to you alone. The middle of the image becomes a square. ${taken}.`}
      >
        <TenantImageField
          kind="avatar"
          path="/me/avatar"
          url={branding.avatarUrl}
          limits={limits}
          onChange={change}
          onRemoved={() => change({ ...branding, avatarUrl: null })}
        />
      </SettingsSection>
      <SettingsSection
        title="Logo"
        intro={`For the top of your public pages. The primary logo is for light grounds, the secondary one for dark grounds; if there is only one, it is used on both. ${taken}.`}
      >
        <div className="grid gap-6 sm:grid-cols-2">
          {LOGO_NAMES.map((name) => (
            <TenantImageField
              key={name}
              kind={name}
              path={`/me/logos/${name}`}
              url={branding.logos[name]}
              limits={limits}
              onChange={change}
              onRemoved={() => change({ ...branding, logos: { ...branding.logos, [name]: null } })}
            />
          ))}
        </div>
        <ShowLogoSwitch showLogo={branding.showLogo} setShowLogo={actions.setShowLogo} onChange={setBranding} />
      </SettingsSection>
    </>
  );
}
