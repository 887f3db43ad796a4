import type { Page } from '@playwright/test';

type Watched = { longTasks: number[] };

/** Notes every task of the main thread that takes longer than 50 ms. Call it before the page is opened. */
export async function watchLongTasks(page: Page): Promise<{ longestMs(): Promise<number>; reset(): Promise<void> }> {
  await page.addInitScript(() => {
    const durations: number[] = [];
    Object.assign(window, { longTasks: durations });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  return {
    longestMs: () => page.evaluate(() => Math.max(0, ...(window as unknown as Watched).longTasks)),
    reset: () =>
      page.evaluate(() => {
        (window as unknown as Watched).longTasks.length = 0;
      }),
  };
}

export const countNodes = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);

/** Waits for the pictures that are in the window. @returns milliseconds since the navigation began */
export async function waitForPictures(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>('ul[aria-label=Images] li[data-asset-id] img')];
    const inWindow = pictures.filter((picture) => {
      const { top, bottom } = picture.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    const done = inWindow.length > 0 && inWindow.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
    return done && performance.now();
  });
  return Math.round((await handle.jsonValue()) as number);
}
