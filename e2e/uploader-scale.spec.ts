import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { createJob } from './support/job.ts';
import { measureTasks } from './support/page-figures.ts';
import { test } from './support/test.ts';

const FILES = 1000;
/** In the tray's headline when the measuring ends: long enough for every step to run beside the others. */
const ENOUGH = 40;
/**
 * The aim is 100 ms and 50 ms; a machine that runs other suites beside this one gets more, and the figures are printed.
 * Tasks are judged by the processor's time: by the clock they take as long as others take it from them.
 */
const MAX_LIST_MS = 400;
const MAX_TASK_MS = 250;
const MAX_HEAP_GROWTH_MB = 40;

// Snapshots of so many tiles would be what is measured.
test.use({ trace: 'off' });

type Figures = { listMs: number; longestTaskMs: number; longTasks: number };

test(`${FILES} files at once: the list is there at once, the page stays free, memory flat`, async ({ page }) => {
  await signUp(page);
  await createJob(page, 'A thousand');
  await page.evaluate((count) => {
    const figures: Figures = { listMs: Number.NaN, longestTaskMs: 0, longTasks: 0 };
    Object.assign(window, { figures });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        figures.longestTaskMs = Math.max(figures.longestTaskMs, duration);
        figures.longTasks += 1;
      }
    }).observe({ type: 'longtask' });
    let droppedAtMs = Number.NaN;
    document.addEventListener(
      'drop',
      () => {
        droppedAtMs = performance.now();
      },
      { capture: true },
    );
    const seen = new MutationObserver(() => {
      if (!document.querySelector('[aria-label="Uploads"]')?.textContent?.includes(`of ${count}`)) return;
      if (document.querySelector('li[data-status="waiting"]') === null) return;
      seen.disconnect();
      // On screen: after the next frame.
      requestAnimationFrame(() => setTimeout(() => (figures.listMs = performance.now() - droppedAtMs)));
    });
    seen.observe(document.body, { childList: true, subtree: true, characterData: true });
  }, FILES);

  const heapBeforeMb = await readHeapMb(page);
  const pngs = Array.from({ length: FILES }, (_, index) => makeTinyPng(500_000 + index).toString('base64'));
  const tray = page.getByRole('region', { name: 'Uploads' });
  const { longestCpuMs } = await measureTasks(page, async () => {
    await dropMade(page, pngs);
    await tray.getByRole('button', { name: 'Show the list of uploads' }).click();
    await expect
      .poll(async () => Number(/: (\d+) of/.exec((await tray.textContent()) ?? '')?.[1]), { timeout: 100_000 })
      .toBeGreaterThan(ENOUGH);
  });
  expect(await tray.locator('[data-index]').count(), 'rows of the tray in the document').toBeLessThan(30);
  const heapMb = await readHeapMb(page);
  const { listMs, longestTaskMs, longTasks } = await page.evaluate(readFigures);
  await tray.getByRole('button', { name: 'Cancel all' }).click();
  await expect(tray.getByRole('button', { name: 'Cancel all' })).toBeHidden();

  const cancelled = await page.evaluate(readFigures);
  console.log(
    `${FILES} files: list on screen after ${Math.round(listMs)} ms, longest task ${longestCpuMs} ms of the processor, ` +
      `${Math.round(longestTaskMs)} by the clock (${longTasks} over 50 ms), of cancelling ${Math.round(cancelled.longestTaskMs)} ms, heap ${heapBeforeMb.toFixed(1)} → ${heapMb.toFixed(1)} MB`,
  );
  expect(listMs).toBeLessThan(MAX_LIST_MS);
  expect(longestCpuMs).toBeGreaterThan(0);
  expect(longestCpuMs).toBeLessThan(MAX_TASK_MS);
  expect(heapMb - heapBeforeMb).toBeLessThan(MAX_HEAP_GROWTH_MB);
});

/** What was measured since it was last asked for. */
function readFigures(): Figures {
  const { figures } = window as unknown as { figures: Figures };
  const read = { ...figures };
  Object.assign(figures, { longestTaskMs: 0, longTasks: 0 });
  return read;
}

/** Makes the files first, so that the drop alone is measured. */
async function dropMade(page: Page, pngs: string[]): Promise<void> {
  const transfer = await page.evaluateHandle((entries) => {
    const data = new DataTransfer();
    entries.forEach((base64, index) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], `image-${index}.png`, { type: 'image/png' }));
    });
    return data;
  }, pngs);
  await page.evaluate(() =>
    Object.assign((window as unknown as { figures: Figures }).figures, { longestTaskMs: 0, longTasks: 0 }),
  );
  await page.getByRole('heading', { level: 1 }).dispatchEvent('drop', { dataTransfer: transfer });
}

/** After a collection of garbage. */
async function readHeapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return usedSize / 1024 / 1024;
}
