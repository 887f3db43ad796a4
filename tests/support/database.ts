import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import type { AssetStatus, Visibility } from '../../lib/schemas/asset.ts';
import type { Stack } from './start-stack.ts';

export type AssetRow = {
  id: string;
  job_id: string;
  owner_id: string;
  bytes: number;
  sha256: string;
  status: AssetStatus;
  generation: number;
  wanted_visibility: Visibility;
  object_key: string;
  object_stem: string;
  public_key: string | null;
  public_stem: string | null;
  verified_at: string | null;
  quota_released: boolean;
};
export type VariantRow = { asset_id: string; name: string; extension: string; bytes: number };
export type ProfileRow = { owner_id: string; quota_bytes: number | null; used_bytes: number };
export type TenantImageRow = {
  owner_id: string;
  kind: 'primary' | 'secondary' | 'avatar';
  sha256: string | null;
  public_sha256: string | null;
  removing: boolean;
};
export type LeaseRow = { asset_id: string; last_error: string | null };
type Rows = {
  assets: AssetRow;
  variants: VariantRow;
  profiles: ProfileRow;
  leases: LeaseRow;
  tenant_images: TenantImageRow;
  jobs: { id: string };
};

export type Bucket = 'assets' | 'public-assets';
/** Parts of one page of a listing; more would be cut off. */
const LIST_LIMIT = 10_000;

export type Backend = ReturnType<typeof createBackend>;

/** What the back end holds, seen with the service key past the app. */
export function createBackend({ supabaseUrl, serviceKey, dataDir }: Stack) {
  const client = createClient(supabaseUrl, serviceKey, { auth: { persistSession: false, autoRefreshToken: false } });

  async function listKeys(bucket: Bucket, folder = ''): Promise<string[]> {
    const { data, error } = await client.storage.from(bucket).list(folder, { limit: LIST_LIMIT });
    if (error) throw error;
    const below = data.map(async ({ id, name }) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      return id === null ? listKeys(bucket, path) : [path];
    });
    return (await Promise.all(below)).flat().sort();
  }

  return {
    client,
    async readRows<T extends keyof Rows>(table: T): Promise<Rows[T][]> {
      const { data, error } = await client.from(table).select('*');
      if (error) throw new Error(`${table}: ${error.message}`);
      return data as Rows[T][];
    },
    async getAssetRow(assetId: string): Promise<AssetRow> {
      const { data, error } = await client.from('assets').select('*').eq('id', assetId).single();
      if (error) throw new Error(`asset ${assetId}: ${error.message}`);
      return data;
    },
    /** Every object key of a bucket, or those below a folder, sorted. */
    listKeys,
    async findBytes(bucket: Bucket, key: string): Promise<Buffer | null> {
      const { data, error } = await client.storage.from(bucket).download(key);
      return error ? null : Buffer.from(await data.arrayBuffer());
    },
    /** Names of the files on disk that hold objects. */
    listFiles(): string[] {
      const entries = readdirSync(join(dataDir, 'storage/objects'), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    /** Uploads under way or left over. */
    listTemporaryFiles: (): string[] => readdirSync(join(dataDir, 'storage/tmp')),
  };
}
