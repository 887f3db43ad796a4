import { expect, type Page, type Route } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const PUTS = '**/storage/v1/object/upload/sign/**';
const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' });
const images = (count: number, seed: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `image-${index}.png`,
    mimeType: 'image/png',
    buffer: makeTinyPng(seed + index),
  }));

/** Holds every PUT until it is let go; those that come later pass. */
async function holdPuts(page: Page) {
  const held: Route[] = [];
  let open = false;
  let puts = 0;
  await page.route(PUTS, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    puts += 1;
    if (open) return route.continue();
    held.push(route);
  });
  return {
    count: () => puts,
    async letGo() {
      open = true;
      for (const route of held.splice(0)) await route.continue().catch(() => {});
    },
  };
}

/** Whether the page lets its visitor go without asking. */
const mayLeave = (page: Page) =>
  page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })));

test('paused uploads finish what is under way and start nothing new', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Paused');
  const puts = await holdPuts(page);
  await uploadInput(page).setInputFiles(images(9, 900));
  await expect.poll(puts.count).toBe(6);
  await tray(page).getByRole('button', { name: 'Pause uploads' }).click();
  await puts.letGo();
  await expect(tray(page)).toContainText('Paused: 6 of 9');
  expect(puts.count()).toBe(6);
  await tray(page).getByRole('button', { name: 'Resume uploads' }).click();
  await expect(page.locator('li[data-status="private"]')).toHaveCount(9);
  expect(puts.count()).toBe(9);
});

test('without a network uploads wait, say so, and go on by themselves', async ({ page, context }) => {
  await signUp(page);
  await createJob(page, 'Offline');
  await context.setOffline(true);
  await uploadInput(page).setInputFiles(images(3, 920));
  await tray(page).getByRole('button', { name: 'Show the list of uploads' }).click();
  await expect(tray(page)).toContainText('The connection dropped. 0 of 3 are in; the rest go on by themselves.');
  await context.setOffline(false);
  await expect(page.locator('li[data-status="private"]')).toHaveCount(3);
});

test('the device stays awake and leaving is asked about while files go up, and no longer', async ({ page }) => {
  await page.addInitScript(() => {
    const locks = { held: 0, asked: 0 };
    Object.assign(window, { locks });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async () => {
          locks.held += 1;
          locks.asked += 1;
          const sentinel = {
            released: false,
            release: async () => {
              sentinel.released = true;
              locks.held -= 1;
            },
          };
          return sentinel;
        },
      },
    });
  });
  const locks = () => page.evaluate(() => (window as unknown as { locks: { held: number; asked: number } }).locks);
  await signUp(page);
  await createJob(page, 'Awake');
  expect(await mayLeave(page)).toBe(true);
  const puts = await holdPuts(page);
  await uploadInput(page).setInputFiles(images(2, 940));
  await expect.poll(puts.count).toBe(2);
  expect(await locks()).toEqual({ held: 1, asked: 1 });
  expect(await mayLeave(page)).toBe(false);
  await puts.letGo();
  await expect(page.locator('li[data-status="private"]')).toHaveCount(2);
  await expect.poll(locks).toEqual({ held: 0, asked: 1 });
  expect(await mayLeave(page)).toBe(true);
});

test('what failed says why and is tried again, one or all', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Failing');
  const fail = (route: Route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status: 400, headers: { 'access-control-allow-origin': '*' }, json: { error: 'Odd' } })
      : route.continue();
  await page.route(PUTS, fail);
  await uploadInput(page).setInputFiles(images(3, 960));
  await tray(page).getByRole('button', { name: 'Show the list of uploads' }).click();
  await expect(tray(page)).toContainText('The storage did not take image-1.png (Odd).');
  await expect(tray(page)).toContainText('3 images not uploaded');
  await page.unroute(PUTS, fail);
  await tray(page).getByRole('button', { name: 'Retry image-1.png' }).click();
  await expectStatus(page, 'image-1.png', 'private');
  await expect(asset(page, 'image-0.png')).toHaveAttribute('data-status', 'failed');
  await tray(page).getByRole('button', { name: 'Retry failed' }).click();
  await expect(page.locator('li[data-status="private"]')).toHaveCount(3);
});

test('one file is cancelled, then all of them, and nothing of them stays', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Cancelled');
  const puts = await holdPuts(page);
  await uploadInput(page).setInputFiles(images(4, 980));
  await expect.poll(puts.count).toBe(4);
  await tray(page).getByRole('button', { name: 'Show the list of uploads' }).click();
  await tray(page).getByRole('button', { name: 'Cancel image-2.png' }).click();
  await expect(asset(page, 'image-2.png')).toBeHidden();
  await expect(tray(page)).toContainText('Uploading: 0 of 3');
  await tray(page).getByRole('button', { name: 'Cancel all' }).click();
  await expect(page.getByRole('heading', { name: 'Drop images here' })).toBeVisible();
  await puts.letGo();
  await expect
    .poll(async () => ((await (await page.request.get('/api/v1/me')).json()) as { usedBytes: number }).usedBytes)
    .toBe(0);
});

test('a busy storage is waited for as long as it asks, and a dead address is signed again', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Busy');
  const attempts: number[] = [];
  let renewed = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/upload-url')) renewed += 1;
  });
  await page.route(PUTS, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    attempts.push(Date.now());
    const headers = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' };
    if (attempts.length === 1) {
      return route.fulfill({ status: 429, headers: { ...headers, 'retry-after': '3' }, body: '' });
    }
    if (attempts.length === 2) return route.fulfill({ status: 400, headers, json: { error: 'InvalidJWT' } });
    return route.continue();
  });
  await uploadInput(page).setInputFiles(images(1, 990));
  await expectStatus(page, 'image-0.png', 'private');
  const [first = 0, second = 0] = attempts;
  expect(second - first).toBeGreaterThanOrEqual(3_000);
  expect(attempts).toHaveLength(3);
  expect(renewed).toBe(2);
});

test('a screen reader hears the numbers now and then, and the end', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Heard');
  await expect(page.getByRole('button', { name: 'Choose images' })).toHaveAccessibleDescription(
    /PNG, JPEG, WebP and GIF up to 10 MB\. Drop files or a folder anywhere/,
  );
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const listen = (changes: MutationRecord[]) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(
          '[aria-live], [role="status"]',
        );
        if (region?.textContent) heard.push(region.textContent);
      }
    };
    new MutationObserver(listen).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await uploadInput(page).setInputFiles(images(24, 1_000));
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard.at(-1)), { timeout: 60_000 })
    .toBe('24 images are in.');
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard[0]).toBe('Uploading: 0 of 24.');
  expect(heard.length).toBeLessThanOrEqual(5);
});
