import { expect, type Page } from '@playwright/test';

type TraceEvent = {
  name: string;
  cat: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

export type Tasks = {
  /** Of the processor's time: what others do on the machine meanwhile does not count. */
  longestCpuMs: number;
  /** By the clock. */
  longestMs: number;
  /** The processor's time of all tasks between two of the page's `performance.mark`, with those they fall into. */
  cpuMsBetween(from: string, to: string): number;
};

/** The longest tasks of a page's main thread while something is done. */
export async function measureTasks(page: Page, act: () => Promise<void>): Promise<Tasks> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser of its own');
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', '__metadata'] });
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
  return {
    longestCpuMs: longest(tasks.map(({ tdur }) => tdur)),
    longestMs: longest(tasks.map(({ dur }) => dur)),
    cpuMsBetween: (from, to) => {
      const [start, end] = [from, to].map((mark) => traceEvents.find((event) => isMark(event, mark))?.ts);
      if (start === undefined || end === undefined) throw new Error(`the page has not marked ${from} and ${to}`);
      const between = outermost(tasks).filter(({ ts, dur = 0 }) => ts + dur > start && ts < end);
      return Math.round(between.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000);
    },
  };
}

const isMark = ({ cat, name }: TraceEvent, mark: string) => cat.includes('blink.user_timing') && name === mark;

/** Without the tasks that run within another one. */
function outermost(tasks: readonly TraceEvent[]): TraceEvent[] {
  let end = 0;
  return tasks
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false;
      end = ts + dur;
      return true;
    });
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
      // Tiles that come into the window are busy until they are drawn.
      const areThere =
        document.querySelector('ul[aria-label=Images] > li[aria-busy]') === null &&
        inWindow.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
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
