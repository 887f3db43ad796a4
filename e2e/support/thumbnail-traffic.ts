import type { Page } from '@playwright/test';

/** Watches which thumbnails a page asks for, and which of them leave the browser's cache. */
export async function watchThumbnails(
  page: Page,
): Promise<{ shown: Set<string>; fetched: Set<string>; reset(): void }> {
  const shown = new Set<string>();
  const fetched = new Set<string>();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const cached = new Set<string>();
  session.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId));
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type !== 'Image' || !response.url.includes('/object/sign/')) return;
    shown.add(response.url);
    if (!cached.has(requestId) && !response.fromDiskCache) fetched.add(response.url);
  });
  return {
    shown,
    fetched,
    reset: () => {
      shown.clear();
      fetched.clear();
    },
  };
}
