import type { ActionResult } from '@/lib/schemas/error';
import type { AssetList, LoadedPage } from './gallery-state';
import { jobApi } from './job-api';
import { type JobViewParams, toListQuery } from './job-view-params';

/**
 * A job's list anew: its first page, where the others begin, and those others that are wanted at once.
 * @param pages numbers, from 0
 */
export async function loadAssetList(
  jobId: string,
  view: JobViewParams,
  pages: readonly number[] = [],
): Promise<ActionResult<AssetList>> {
  const query = toListQuery(view);
  const [first, places] = await Promise.all([jobApi.listAssets(jobId, query), jobApi.listAssetPages(jobId, query)]);
  if (!first.ok) return first;
  if (!places.ok) return places;
  const { total, cursors } = places.data;
  const loaded: LoadedPage[] = [{ ...first.data, number: 0 }];
  const others = pages.flatMap((number) => {
    const cursor = cursors[number - 1];
    return cursor === undefined ? [] : [{ number, cursor }];
  });
  for (const { number, cursor } of others) {
    const page = await jobApi.listAssets(jobId, { ...query, cursor });
    if (!page.ok) return page;
    loaded.push({ ...page.data, number });
  }
  return { ok: true, data: { total, cursors, pages: loaded } };
}
