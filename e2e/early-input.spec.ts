import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

/** What is done with a page that is shown and whose scripts are still on their way is not lost. */

const image = (seed: number) => ({ name: `${seed}.png`, mimeType: 'image/png', buffer: makeTinyPng(seed) });

/** A job with two images, opened again without its scripts. @returns what lets them come */
async function openWithoutScripts(page: Page): Promise<() => void> {
  await signUp(page);
  await createJob(page, 'Early');
  await uploadInput(page).setInputFiles([image(1), image(2)]);
  for (const name of ['1.png', '2.png']) await expectStatus(page, name, 'private');
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${page.url()}?sort=name`, { waitUntil: 'domcontentloaded' });
  await expect(asset(page, '1.png')).toBeVisible();
  return release;
}

test('a click before the scripts have come publishes and selects', async ({ page }) => {
  const release = await openWithoutScripts(page);
  await asset(page, '1.png').getByRole('switch', { name: 'Public' }).click();
  await page.getByRole('button', { name: 'Open 2.png' }).click({ modifiers: ['Control'] });
  release();
  await expectStatus(page, '1.png', 'public');
  await expect(page.getByRole('checkbox', { name: 'Select 2.png' })).toBeChecked();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('files chosen before the scripts have come are uploaded, once', async ({ page }) => {
  const release = await openWithoutScripts(page);
  await uploadInput(page).setInputFiles([image(3)]);
  release();
  await expectStatus(page, '3.png', 'private');
  await expect(page.getByRole('list', { name: 'Images' }).getByRole('listitem')).toHaveCount(3);
});

test('a menu that was clicked before the scripts have come is open once', async ({ page }) => {
  const release = await openWithoutScripts(page);
  await asset(page, '2.png').getByRole('button', { name: 'More' }).click();
  release();
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
});

/** React hears clicks before all of its first pass is done, and only some of them: none may be lost or done twice. */
test('clicks all through the start count once each', async ({ page }) => {
  const release = await openWithoutScripts(page);
  await page.evaluate(() => {
    const mark = document.querySelector<HTMLElement>('[role=checkbox][aria-label="Select 1.png"]');
    if (mark === null) throw new Error('no mark');
    const counted = window as unknown as { clicks: number };
    counted.clicks = 0;
    const timer = setInterval(() => {
      counted.clicks += 1;
      mark.click();
      // By then all has started, or never will.
      if (counted.clicks === 301) clearInterval(timer);
    }, 2);
  });
  release();
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { clicks: number }).clicks), { timeout: 60_000 })
    .toBe(301);
  await expect(page.getByRole('checkbox', { name: 'Select 1.png' })).toBeChecked();
});
