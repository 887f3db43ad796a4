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

/** Names the first setting in which two differ; null when they agree. */
export function findSettingsDifference(wanted: Settings, stored: Settings): string | null {
  for (const name of Object.keys(wanted) as (keyof Settings)[]) {
    const [want, have] = [wanted[name], stored[name]].map((value) =>
      JSON.stringify(Array.isArray(value) ? [...value].sort() : value),
    );
    if (want !== have) return `The setting ${name} is ${want} for the app, but ${have} in the database.`;
  }
  return null;
}
