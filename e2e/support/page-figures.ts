import type { Page } from '@playwright/test';

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
