import type { ListAssets } from '@/lib/schemas/asset';
import { type Asset, type AssetPage, assetPageSchema } from '@/lib/schemas/asset';
import { type AssetDetails, assetDetailsSchema } from '@/lib/schemas/asset-details';
import { type ActionResult, errorBodySchema } from '@/lib/schemas/error';
import { type Job, jobSchema } from '@/lib/schemas/job';

type Parser<T> = { parse(value: unknown): T };

/** The reads of a job's page after it was first rendered. Failures are values, with words for the person. */
export const jobApi = {
  getJob: (jobId: string): Promise<ActionResult<Job>> => read(`/jobs/${jobId}`, jobSchema),
  listAssets: (jobId: string, query: Partial<ListAssets>): Promise<ActionResult<AssetPage>> => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
    return read(`/jobs/${jobId}/assets?${params}`, assetPageSchema);
  },
  getAssetDetails: (assetId: string): Promise<ActionResult<AssetDetails>> =>
    read(`/assets/${assetId}`, assetDetailsSchema),
  getAssets: async (assetIds: string[]): Promise<Asset[]> => {
    const result = await read(`/assets?ids=${assetIds.join(',')}`, assetPageSchema.pick({ items: true }));
    if (!result.ok) throw new Error(result.error.message);
    return result.data.items;
  },
};

async function read<T>(path: string, schema: Parser<T>): Promise<ActionResult<T>> {
  try {
    const response = await fetch(`/api/v1${path}`);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, data: schema.parse(body) };
    return { ok: false, error: errorBodySchema.parse((body as { error?: unknown }).error) };
  } catch {
    return {
      ok: false,
      error: { code: 'internal', message: 'The server did not answer. Check the connection and try again.' },
    };
  }
}
