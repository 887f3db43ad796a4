import 'server-only';
import { openAsBlob } from 'node:fs';
import type { SupabaseClient } from '@supabase/supabase-js';
import { AppError } from '../../errors.ts';
import type { ObjectStorage } from '../../ports/object-storage.ts';
import { isMissing, toStorageError } from './storage-errors.ts';

/** Addresses per request: keeps bodies small on every version of Storage. */
const SIGN_BATCH = 500;

/** {@link ObjectStorage} on Supabase Storage, through the service client. */
export function createObjectStorage(client: SupabaseClient, supabaseUrl: string): ObjectStorage {
  const storageBase = `${supabaseUrl}/storage/v1`;
  const relative = (url: string) => url.slice(storageBase.length);

  return {
    async createUploadPath(bucket, key) {
      const { data, error } = await client.storage.from(bucket).createSignedUploadUrl(key);
      if (error) throw toStorageError(error);
      return relative(data.signedUrl);
    },

    async read(bucket, key, maxBytes) {
      const { data, error } = await client.storage.from(bucket).download(key).asStream();
      if (error) {
        if (isMissing(error)) return null;
        throw toStorageError(error);
      }
      return collect(data, maxBytes);
    },

    async write(bucket, key, bytes, { contentType, cacheSeconds, onlyWhile }) {
      const { error } = await client.storage.from(bucket).upload(key, bytes, {
        contentType,
        cacheControl: String(cacheSeconds),
        upsert: true,
        ...(onlyWhile && { metadata: { only_while: onlyWhile } }),
      });
      if (error) throw toStorageError(error);
    },

    async writeFile(bucket, key, path, { contentType, cacheSeconds }) {
      // A blob that reads from the disk as it is sent.
      const { error } = await client.storage.from(bucket).upload(key, await openAsBlob(path, { type: contentType }), {
        contentType,
        cacheControl: String(cacheSeconds),
      });
      if (error) throw toStorageError(error);
    },

    async remove(bucket, keys) {
      if (keys.length === 0) return;
      const { error } = await client.storage.from(bucket).remove(keys);
      if (error) throw toStorageError(error);
    },

    async signPaths(bucket, keys, expiresInSeconds) {
      const signed = new Map<string, string>();
      for (let start = 0; start < keys.length; start += SIGN_BATCH) {
        const batch = keys.slice(start, start + SIGN_BATCH);
        const { data, error } = await client.storage.from(bucket).createSignedUrls(batch, expiresInSeconds);
        if (error) throw toStorageError(error);
        for (const item of data) if (item.path && item.signedUrl) signed.set(item.path, relative(item.signedUrl));
      }
      return signed;
    },

    publicPath: (bucket, key) => relative(client.storage.from(bucket).getPublicUrl(key).data.publicUrl),

    async exists(bucket, key) {
      const { error } = await client.storage.from(bucket).info(key);
      if (!error) return true;
      if (isMissing(error)) return false;
      throw toStorageError(error);
    },
  };
}

async function collect(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      // Leaving the loop cancels the stream.
      if (bytes > maxBytes) throw new AppError('payload_too_large', 'The stored file is larger than was declared.');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('storage_unavailable', 'The file store broke off in the middle of a file.', { cause: error });
  }
  return Buffer.concat(chunks, bytes);
}
