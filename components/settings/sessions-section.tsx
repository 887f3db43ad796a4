'use client';

import { forgetPerson } from '@/components/account/forget-person';
import { Button } from '@/components/ui/button';
import { SettingsSection } from './settings-section';

export function SessionsSection({ signOutEverywhere }: { signOutEverywhere: () => Promise<void> }) {
  return (
    <SettingsSection
      title="Sessions"
      intro="Signs you out of this browser and of every other: whatever they ask for next is refused. API tokens keep working: revoke those under API."
    >
      <form action={signOutEverywhere} onSubmit={() => void forgetPerson()}>
        <Button type="submit">Sign out everywhere</Button>
      </form>
    </SettingsSection>
  );
}
