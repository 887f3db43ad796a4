import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Settings, SettingsStore } from '../../ports/settings-store.ts';
import type { CallFunction } from './call-function.ts';
import { isMissing, toStorageError } from './storage-errors.ts';

type Dependencies = { client: SupabaseClient; call: CallFunction; settings: SettingsStore };

/** Writes settings and buckets, then gives in words what is missing or open; empty when all is well. Idempotent. */
export async function provision({ client, call, settings }: Dependencies, wanted: Settings): Promise<string[]> {
  await settings.apply(wanted);
  await putBucket(client, wanted.masterBucket, { ...wanted, isPublic: false });
  await putBucket(client, wanted.publicBucket, { ...wanted, isPublic: true });
  return z.array(z.string()).parse(await call('check_installation', {}));
}

async function putBucket(
  client: SupabaseClient,
  name: string,
  settings: Settings & { isPublic: boolean },
): Promise<void> {
  const options = {
    public: settings.isPublic,
    fileSizeLimit: settings.maxFileBytes,
    // Logos and avatars are PNG whatever may be uploaded.
    allowedMimeTypes: [...new Set([...settings.allowedContentTypes, 'image/png'])],
  };
  const { error: lookUp } = await client.storage.getBucket(name);
  if (lookUp && !isMissing(lookUp)) throw toStorageError(lookUp);
  const { error } = lookUp
    ? await client.storage.createBucket(name, options)
    : await client.storage.updateBucket(name, options);
  if (error) throw toStorageError(error);
}
