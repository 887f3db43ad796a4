import type { Env } from '../env.ts';
import type { Settings } from '../ports/settings-store.ts';

/** The part of the configuration that the database and Storage must know. */
export function settingsOf(env: Env): Settings {
  return {
    masterBucket: env.masterBucket,
    publicBucket: env.publicBucket,
    maxFileBytes: env.maxFileBytes,
    allowedContentTypes: env.allowedContentTypes,
    variantSizes: env.variantSizes,
    publicCacheSeconds: env.publicCacheSeconds,
    defaultQuotaBytes: env.userQuotaBytes,
    signUp: env.signUp,
  };
}

/** Where two differ, in words; empty when they agree. */
export function listSettingsDifferences(wanted: Settings, stored: Settings): SettingsDifference[] {
  return (Object.keys(wanted) as (keyof Settings)[]).flatMap((name) => {
    const [want, have] = [wanted[name], stored[name]].map((value) =>
      JSON.stringify(Array.isArray(value) ? [...value].sort() : value),
    );
    return want === have ? [] : [{ name, wanted: `${want}`, stored: `${have}` }];
  });
}

/** Values as JSON. */
export type SettingsDifference = { name: keyof Settings; wanted: string; stored: string };
