import type { Asset } from '@/lib/schemas/asset';
import { jobApi } from './job-api';

const MARGIN_MS = 30_000;

/**
 * Saves the private original under the asset's name. Signed addresses that are about to expire are renewed first.
 *
 * @throws Error with words for the person.
 */
export async function downloadOriginal(asset: Asset): Promise<void> {
  const expiresAtMs = asset.urlExpiresAt === null ? 0 : Date.parse(asset.urlExpiresAt);
  const fresh = expiresAtMs - Date.now() > MARGIN_MS ? asset : (await jobApi.getAssets([asset.id]))[0];
  if (!fresh?.url) throw new Error('The original is not there any more.');
  const url = new URL(fresh.url, window.location.href);
  url.searchParams.set('download', fresh.name);
  const link = document.createElement('a');
  link.href = url.href;
  link.rel = 'noreferrer';
  link.click();
}
