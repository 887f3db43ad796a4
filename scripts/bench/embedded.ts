import { createClient } from '@supabase/supabase-js';
import { startBackend } from '../launch/backend.mjs';
import type { Child } from '../launch/child.mjs';

const BUCKET = 'bench';

export type EmbeddedStorage = Awaited<ReturnType<typeof startEmbeddedStorage>>;

/** The embedded back end with a bucket that the guard has no say in. @param databaseUrl of an empty database; null: PGlite */
export async function startEmbeddedStorage(dataDir: string, databaseUrl: string | null) {
  let child: Child | undefined;
  const { config } = await startBackend({
    ...{ port: 0, host: '127.0.0.1', dataDir, appPort: 3000 },
    env: { ...process.env, DATABASE_URL: databaseUrl ?? '', SITE_URL: '' },
    onSpawn: (spawned) => {
      child = spawned;
    },
  });
  const { storage } = createClient(config.url, config.serviceKey, { auth: { persistSession: false } });
  const { error } = await storage.createBucket(BUCKET, { public: false });
  if (error) throw error;
  const bucket = storage.from(BUCKET);
  let files = 0;

  return {
    /** As a browser does it: an upload address from the server, then the raw bytes. @returns the key */
    async upload(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
      const key = `${files++}.bin`;
      const { data, error } = await bucket.createSignedUploadUrl(key);
      if (error) throw error;
      const headers = { 'content-type': 'application/octet-stream' };
      const response = await fetch(data.signedUrl, { method: 'PUT', headers, body: bytes });
      if (!response.ok) throw new Error(`Storage answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
      return key;
    },
    async sign(keys: string[]): Promise<string[]> {
      const { data, error } = await bucket.createSignedUrls(keys, 600);
      if (error) throw error;
      return data.map(({ signedUrl }) => signedUrl ?? '');
    },
    async remove(keys: string[]): Promise<void> {
      const { error } = await bucket.remove(keys);
      if (error) throw error;
    },
    stop: async () => child?.stop(),
  };
}
