import type { Page, Request } from '@playwright/test';

export const BATCH = '**/api/v1/assets/batch';

export type Batch = { action: string; count: number; tookMs: number };

/** How long each request for many images took, by what it asked for; none that broke off. */
export function watchBatches(page: Page): Batch[] {
  const batches: Batch[] = [];
  page.on('requestfinished', (request: Request) => {
    if (!request.url().endsWith('/api/v1/assets/batch')) return;
    const { action, assetIds } = request.postDataJSON() as { action: string; assetIds: string[] };
    batches.push({ action, count: assetIds.length, tookMs: Math.round(request.timing().responseEnd) });
  });
  return batches;
}

export const longestOf = (batches: readonly Batch[]): Batch => batches.reduce((a, b) => (a.tookMs > b.tookMs ? a : b));
