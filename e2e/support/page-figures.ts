import { expect, type Page } from '@playwright/test';

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

export type Tasks = {
  /** Of the processor's time: what others do on the machine meanwhile does not count. */
  longestCpuMs: number;
  /** By the clock. */
  longestMs: number;
};

/** The longest tasks of a page's main thread while something is done. */
export async function measureTasks(page: Page, act: () => Promise<void>): Promise<Tasks> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser of its own');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`));
  const longest = (durations: (number | undefined)[]) =>
    Math.round(durations.reduce<number>((most, duration) => Math.max(most, duration ?? 0), 0) / 1000);
  return { longestCpuMs: longest(tasks.map(({ tdur }) => tdur)), longestMs: longest(tasks.map(({ dur }) => dur)) };
}

export const countNodes = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);

export type PictureTimes = { byteMs: number; pictureMs: number; windowMs: number };

/**
 * Waits for all pictures that are in the window.
 * @returns when the page's first byte, the first of them and all of them had arrived, since the navigation began
 */
export async function waitForPictures(page: Page): Promise<PictureTimes> {
  let times: PictureTimes | null = null;
  await expect(async () => {
    times = await page.locator('ul[aria-label=Images] li[data-asset-id] img').evaluateAll((images) => {
      const inWindow = (images as HTMLImageElement[]).filter((image) => {
        const { top, bottom } = image.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
      const areThere = inWindow.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
      if (inWindow.length === 0 || !areThere) return null;
      const shown = new Set(inWindow.map(({ src }) => src));
      const ends = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name }) => shown.has(name))
        .map(({ responseEnd }) => Math.round(responseEnd));
      const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return {
        byteMs: Math.round(page?.responseStart ?? 0),
        pictureMs: Math.min(...ends),
        windowMs: Math.max(...ends),
      };
    });
    expect(times).not.toBeNull();
  }).toPass({ timeout: 60_000, intervals: [50] });
  if (times === null) throw new Error('unreachable: the pictures are there');
  return times;
}
