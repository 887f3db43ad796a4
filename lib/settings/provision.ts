import type { Settings, SettingsStore } from '../ports/settings-store.ts';
import { listSettingsDifferences } from './settings-of-env.ts';

type Dependencies = {
  settings: SettingsStore;
  /** Makes a bucket, or makes it as it should be; gives in words what that changed. */
  putBucket: (name: string, settings: Settings & { isPublic: boolean }) => Promise<string[]>;
  /** What is missing or open, in words. */
  checkInstallation: () => Promise<string[]>;
};

/** In words, each line for itself: what was changed, and what is missing or open all the same. */
export type ProvisionReport = { changes: string[]; problems: string[] };

/** Writes settings and buckets, then has everything checked. Idempotent: a second call changes nothing. */
export async function provision(
  { settings, putBucket, checkInstallation }: Dependencies,
  wanted: Settings,
): Promise<ProvisionReport> {
  const differences = listSettingsDifferences(wanted, await settings.get());
  if (differences.length > 0) await settings.apply(wanted);
  const changes = [
    ...differences.map(({ name, wanted, stored }) => `the setting ${name}: ${stored} before, ${wanted} now`),
    ...(await putBucket(wanted.masterBucket, { ...wanted, isPublic: false })),
    ...(await putBucket(wanted.publicBucket, { ...wanted, isPublic: true })),
  ];
  return { changes, problems: await checkInstallation() };
}
