import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import type { AssetStatus, Visibility } from '../../lib/schemas/asset.ts';
import { EXTERNAL } from './external-back-end.ts';
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
export type LeaseRow = { asset_id: string; token: string | null; last_error: string | null };
type Rows = {
  assets: AssetRow;
  variants: VariantRow;
  profiles: ProfileRow;
  leases: LeaseRow;
  tenant_images: TenantImageRow;
  jobs: { id: string };
};

const KEYS: Record<keyof Rows, string[]> = {
  assets: ['id'],
  variants: ['asset_id', 'name'],
  profiles: ['owner_id'],
  leases: ['asset_id'],
  tenant_images: ['owner_id', 'kind'],
  jobs: ['id'],
};
const PAGE_ROWS = 1000;

/** Rows of these say whose they are by their asset. */
const OF_ASSETS: readonly (keyof Rows)[] = ['variants', 'leases'];

export type Bucket = 'assets' | 'public-assets';
/** Parts of one page of a listing; more would be cut off. */
const LIST_LIMIT = 10_000;

export type Backend = ReturnType<typeof createBackend>;

/** What the back end holds, seen with the service key past the app; of an external one, what is of the people in this test. */
export function createBackend({ supabaseUrl, serviceKey, dataDir, ownerIds }: Stack) {
  const client = createClient(supabaseUrl, serviceKey, { auth: { persistSession: false, autoRefreshToken: false } });

  async function listKeys(bucket: Bucket, folder = ''): Promise<string[]> {
    if (EXTERNAL && folder === '') return (await Promise.all(ownerIds.map((id) => listKeys(bucket, id)))).flat().sort();
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
    /** Page by page: PostgREST answers no more than a thousand rows. */
    async readRows<T extends keyof Rows>(table: T): Promise<Rows[T][]> {
      const query = () => {
        if (!EXTERNAL) return client.from(table).select('*');
        if (!OF_ASSETS.includes(table)) return client.from(table).select('*').in('owner_id', ownerIds);
        return client.from(table).select('*, assets!inner(owner_id)').in('assets.owner_id', ownerIds);
      };
      const rows: Rows[T][] = [];
      for (;;) {
        const ordered = KEYS[table].reduce((page, column) => page.order(column), query());
        const { data, error } = await ordered.range(rows.length, rows.length + PAGE_ROWS - 1);
        if (error) throw new Error(`${table}: ${error.message}`);
        if (data.length === 0) return rows;
        rows.push(...(data as unknown as Rows[T][]));
      }
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
    /** Names of the files on disk that hold objects. Those of an external back end cannot be seen: none are named. */
    listFiles(): string[] {
      if (EXTERNAL) return [];
      const entries = readdirSync(join(dataDir, 'storage/objects'), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    /** Uploads under way or left over, as {@link listFiles}. */
    listTemporaryFiles: (): string[] => (EXTERNAL ? [] : readdirSync(join(dataDir, 'storage/tmp'))),
  };
}
