import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Settings } from '../../ports/settings-store.ts';
import { isMissing, toStorageError } from './storage-errors.ts';

type Bucket = { public: boolean; file_size_limit?: number | undefined; allowed_mime_types?: string[] | undefined };

/** Makes a bucket, or makes it as it should be. Gives in words what that changed; empty when nothing. Idempotent. */
export async function putBucket(
  client: SupabaseClient,
  name: string,
  settings: Settings & { isPublic: boolean },
): Promise<string[]> {
  const wanted = {
    public: settings.isPublic,
    file_size_limit: settings.maxFileBytes,
    // Logos and avatars are PNG whatever may be uploaded.
    allowed_mime_types: [...new Set([...settings.allowedContentTypes, 'image/png'])],
  };
  const options = {
    public: wanted.public,
    fileSizeLimit: wanted.file_size_limit,
    allowedMimeTypes: wanted.allowed_mime_types,
  };
  const { data: found, error: lookUp } = await client.storage.getBucket(name);
  if (lookUp && !isMissing(lookUp)) throw toStorageError(lookUp);
  const changes = found ? listChanges(name, found, wanted) : [`the bucket ${name}: made`];
  if (changes.length === 0) return [];
  const { error } = found
    ? await client.storage.updateBucket(name, options)
    : await client.storage.createBucket(name, options);
  if (error) throw toStorageError(error);
  return changes;
}

function listChanges(name: string, found: Bucket, wanted: Required<Bucket>): string[] {
  const read = (bucket: Bucket) => ({
    'who may read it': bucket.public ? 'anybody' : 'nobody without a signed address',
    'bytes of a file': bucket.file_size_limit ?? 'any',
    'content types': bucket.allowed_mime_types ? [...bucket.allowed_mime_types].sort().join(', ') : 'any',
  });
  const [before, now] = [read(found), read(wanted)];
  return (Object.keys(now) as (keyof typeof now)[])
    .filter((aspect) => before[aspect] !== now[aspect])
    .map((aspect) => `the bucket ${name}, ${aspect}: ${before[aspect]} before, ${now[aspect]} now`);
}
