import { callApi } from '@/components/call/call-api';
import type { Asset, AssetPage, AssetPages, ListAssetPages, ListAssets } from '@/lib/schemas/asset';
import type { ChangeAssets, ChangedAssetItem } from '@/lib/schemas/asset-batch';
import type { AssetDetails } from '@/lib/schemas/asset-details';
import type { ActionResult } from '@/lib/schemas/error';
import type { Job } from '@/lib/schemas/job';

/** What a job's page asks after it was first rendered, and changes of many images. Failures are values, with words for the person. */
export const jobApi = {
  getJob: (jobId: string): Promise<ActionResult<Job>> => callApi(`/jobs/${jobId}`),
  listAssets: (jobId: string, query: Partial<ListAssets>): Promise<ActionResult<AssetPage>> =>
    callApi(`/jobs/${jobId}/assets${formatQuery(query)}`),
  listAssetPages: (jobId: string, query: Partial<ListAssetPages>): Promise<ActionResult<AssetPages>> =>
    callApi(`/jobs/${jobId}/assets/pages${formatQuery(query)}`),
  getAssetDetails: (assetId: string): Promise<ActionResult<AssetDetails>> => callApi(`/assets/${assetId}`),
  changeAssets: async (change: ChangeAssets): Promise<ActionResult<ChangedAssetItem[]>> => {
    const result = await callApi<{ items: ChangedAssetItem[] }>('/assets/batch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    return result.ok ? { ok: true, data: result.data.items } : result;
  },
  getAssets: async (assetIds: string[]): Promise<Asset[]> => {
    const result = await callApi<{ items: Asset[] }>(`/assets?ids=${assetIds.join(',')}`);
    if (!result.ok) throw new Error(result.error.message);
    return result.data.items;
  },
};

function formatQuery(query: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
  return `?${params}`;
}
