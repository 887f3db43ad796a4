import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { asset } from './support/job.ts';
import { type LargeJob, startLargeJob } from './support/large-job.ts';
import { countNodes, measureTasks, waitForPictures } from './support/page-figures.ts';
import { skipOnExternal } from './support/skip-on-external.ts';
import { test } from './support/test.ts';
import { watchThumbnails } from './support/thumbnail-traffic.ts';
import { BATCH, longestOf, watchBatches } from './support/watch-batches.ts';

/**
 * A job with 10,000 images, on a stack and a PostgreSQL of its own. Figures are printed; bounds leave room for a machine
 * that is busy with something else.
 */

const IMAGES = 10_000;

let large: LargeJob | null;

test.describe.configure({ mode: 'default', timeout: 180_000 });
skipOnExternal('10,000 images are seeded by SQL');
test.use({ viewport: { width: 1440, height: 900 } });

test.beforeAll(async () => {
  test.setTimeout(400_000);
  large = await startLargeJob(IMAGES);
  if (large === null) console.log('skipped: a job with 10,000 images; no PostgreSQL server is installed');
});
test.afterAll(() => large?.stop());

async function openLarge(page: Page, query = ''): Promise<LargeJob> {
  test.skip(large === null, 'no PostgreSQL server is installed');
  if (large === null) throw new Error('skipped');
  await large.signIn(page.context());
  await page.goto(large.jobUrl + query);
  return large;
}

/** The list has its height once the page's scripts have run; before that, keys do nothing. */
const untilItListens = (page: Page) => page.waitForFunction(() => document.documentElement.scrollHeight > 100_000);

async function scrollToEnd(page: Page): Promise<void> {
  await untilItListens(page);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
}

test('shows its first thumbnails at once, in few nodes, and scrolls without long tasks', async ({ page }) => {
  // The server compiles what it serves for the first time; the browser starts with nothing.
  await openLarge(page, '?sort=name');
  await waitForPictures(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Network.clearBrowserCache');

  let first = { byteMs: 0, pictureMs: 0, windowMs: 0 };
  const whileLoading = await measureTasks(page, async () => {
    await openLarge(page);
    first = await waitForPictures(page);
  });
  await expect(page.getByText('10,000 images')).toBeVisible();
  const nodesAtTop = await countNodes(page);
  await expect(page.getByRole('list', { name: 'Images' }).getByRole('listitem').first()).toHaveAttribute(
    'aria-setsize',
    `${IMAGES}`,
  );

  let mostNodes = nodesAtTop;
  await untilItListens(page);
  await page.mouse.move(720, 500);
  const whileScrolling = await measureTasks(page, async () => {
    for (let step = 1; step <= 40; step += 1) {
      await page.mouse.wheel(0, 400);
      // Nothing that was turned is lost.
      await expect.poll(() => page.evaluate(() => Math.round(scrollY)), { intervals: [16] }).toBe(step * 400);
      if (step % 10 === 0) mostNodes = Math.max(mostNodes, await countNodes(page));
    }
  });
  await waitForPictures(page);

  const jumpedAt = Date.now();
  await scrollToEnd(page);
  await expect(asset(page, 'IMG_1.jpg')).toBeVisible();
  await waitForPictures(page);
  const endMs = Date.now() - jumpedAt;
  await expect(asset(page, 'IMG_1.jpg')).toHaveAttribute('aria-posinset', `${IMAGES}`);
  mostNodes = Math.max(mostNodes, await countNodes(page));
  console.log(
    `10,000 images: first byte after ${first.byteMs} ms, first thumbnail ${first.pictureMs} ms, the whole window ` +
      `${first.windowMs} ms; ${nodesAtTop} nodes, at most ${mostNodes}; ` +
      `longest task while loading ${whileLoading.longestCpuMs} ms (${whileLoading.longestMs} by the clock), ` +
      `while scrolling ${whileScrolling.longestCpuMs} ms (${whileScrolling.longestMs}); the end in ${endMs} ms`,
  );
  expect(first.pictureMs).toBeGreaterThan(0);
  expect(first.windowMs).toBeLessThan(4_000);
  expect(mostNodes).toBeLessThanOrEqual(1_500);
  expect(whileScrolling.longestCpuMs).toBeGreaterThan(0);
  expect(whileScrolling.longestCpuMs).toBeLessThan(100);
  expect(endMs).toBeLessThan(10_000);
});

test('a second visit and a reload download no thumbnail again', async ({ page }) => {
  const traffic = await watchThumbnails(page);
  const { smallJobUrl, jobUrl } = await openLarge(page);
  await waitForPictures(page);
  expect(traffic.fetched.size).toBeGreaterThan(10);
  await scrollToEnd(page);
  await expect(asset(page, 'IMG_1.jpg')).toBeVisible();
  await waitForPictures(page);
  const before = traffic.fetched.size;

  for (const [what, visit] of [
    ['second visit', () => page.goto(jobUrl)],
    ['reload', () => page.reload()],
  ] as const) {
    await page.goto(smallJobUrl);
    await waitForPictures(page);
    await page.goto(jobUrl);
    traffic.reset();
    await visit();
    await waitForPictures(page);
    await scrollToEnd(page);
    await expect(asset(page, 'IMG_1.jpg')).toBeVisible();
    await waitForPictures(page);
    console.log(
      `${what}: ${traffic.shown.size} thumbnails shown, ${traffic.fetched.size} downloaded (first: ${before})`,
    );
    expect(traffic.shown.size, what).toBeGreaterThan(10);
    expect([...traffic.fetched], what).toEqual([]);
  }
});

test('comes back to where it was scrolled to: from another page, from a document, and on reload', async ({ page }) => {
  const { appUrl } = await openLarge(page);
  await scrollToEnd(page);
  await page.mouse.move(720, 500);
  await page.mouse.wheel(0, -100_000);
  await expect.poll(() => page.evaluate(() => document.querySelector('[aria-busy=true]') === null)).toBe(true);
  const name = await firstNameInWindow(page);

  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  await page.goBack();
  await expectFirst(page, name);

  await page.goto(`${appUrl}/docs/api`);
  await page.goBack();
  await expectFirst(page, name);

  await page.reload();
  await expectFirst(page, name);
});

const expectFirst = (page: Page, name: string | null) =>
  expect(async () => expect(await firstNameInWindow(page)).toBe(name)).toPass({ timeout: 20_000 });

const firstNameInWindow = (page: Page) =>
  page.evaluate(() => {
    const tiles = [...document.querySelectorAll('ul[aria-label=Images] li[data-asset-id]')];
    return tiles.find((tile) => tile.getBoundingClientRect().top > 60)?.getAttribute('aria-label') ?? null;
  });

test('a link to an image on the last page opens it; the lightbox walks beyond what is loaded', async ({ page }) => {
  await openLarge(page);
  await page.getByRole('button', { name: 'Open IMG_10000.jpg' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 of 10,000');
  await page.keyboard.press('End');
  await expect(dialog.getByRole('heading')).toHaveText(/IMG_1\.jpg/);
  await expect(dialog).toContainText('10,000 of 10,000');
  await expect(page).toHaveURL(/\?asset=/);
  const deepLink = page.url();
  await page.keyboard.press('ArrowLeft');
  await expect(dialog.getByRole('heading')).toHaveText(/IMG_2\.jpg/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open IMG_2.jpg' })).toBeFocused();
  await expect(page).not.toHaveURL(/asset=/);

  await page.goto(deepLink);
  await expect(dialog.getByRole('heading')).toHaveText(/IMG_1\.jpg/);
  // Over the edge of its page, which no scrolling has loaded.
  for (let step = 0; step < 120; step += 1) await page.keyboard.press('ArrowLeft');
  await expect(dialog).toContainText('9,880 of 10,000');
});

test('all its arrows, pages and ends by keyboard', async ({ page }) => {
  await openLarge(page);
  await untilItListens(page);
  await page.getByRole('button', { name: 'Open IMG_10000.jpg' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Open IMG_9999.jpg' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Open IMG_1.jpg' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator(':focus')).toHaveAccessibleName(/Open IMG_\d\.jpg/);
  await page.mouse.move(720, 500);
  // Scrolled far away, the focus stays where it is, and the next key goes on from there.
  const focused = await page.locator(':focus').getAttribute('aria-label');
  await page.mouse.wheel(0, -60_000);
  await expect(asset(page, 'IMG_1.jpg')).toHaveCount(0);
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe(focused);
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'Open IMG_10000.jpg' })).toBeFocused();
});

test('the JavaScript of the page, compressed', async ({ page }) => {
  const scripts = watchScripts(page);
  const { appUrl } = await openLarge(page);
  await waitForPictures(page);
  // What the document names is there when it opens. The rest comes once the page is at rest, sooner or later.
  const named = namedScripts(await (await page.request.get(page.url())).text());
  const whenOpened = () => [...scripts].filter(([url]) => named.has(nameOf(url)));
  await expect.poll(() => scripts.size - whenOpened().length).toBeGreaterThanOrEqual(FILES_AT_REST);
  await page.waitForLoadState('networkidle');

  const { context } = { context: await page.context().browser()?.newContext() };
  if (context === undefined) throw new Error('no browser');
  // What every page ships: the frame, React and Next.
  const bare = await context.newPage();
  const frame = watchScripts(bare);
  await bare.goto(`${appUrl}/p/aaaaaaaaaaaaaaaaaaaaaa`);
  await bare.waitForLoadState('networkidle');
  await context.close();
  const opened = sum(whenOpened());
  const own = sum(whenOpened().filter(([url]) => !frame.has(url)));
  const ofEveryPage = sum([...frame]);
  const total = sum([...scripts]);
  console.log(
    `JavaScript, gzip: ${opened.toFixed(1)} kB open the job page, ${own.toFixed(1)} kB of it beyond a bare page of ${ofEveryPage.toFixed(1)} kB; ${(total - opened).toFixed(1)} kB come at rest`,
  );
  // As measured (270.9, 168.2 and 284.6), and a little. What grows beyond is either worth it, or loaded when it is wanted.
  expect(opened).toBeLessThan(274);
  expect(ofEveryPage).toBeLessThan(171);
  expect(total).toBeLessThan(288);
});

/** The last one: it takes all images out of the job. */
test('all are selected and moved to the trash, a hundred at a time; what broke off goes on', async ({ page }) => {
  test.setTimeout(400_000);
  const { appUrl } = await openLarge(page);
  await untilItListens(page);
  const batches = watchBatches(page);
  const bar = page.getByRole('region', { name: 'Selected images' });
  let asked = 0;
  await page.route(BATCH, (route) => {
    asked += 1;
    return asked <= 40 ? route.continue() : route.abort();
  });
  await page.keyboard.press('Control+a');
  await expect(bar.getByText('10,000 selected')).toBeVisible();
  const startedAt = Date.now();
  await bar.getByRole('button', { name: 'Delete', exact: true }).click();
  const stopped = page.getByRole('dialog', { name: 'Deleting stopped' });
  await expect(stopped).toBeVisible({ timeout: 200_000 });
  await expect(stopped).toContainText('4,000 of 10,000 images were moved to the trash.');
  const countTrashed = async () =>
    ((await (await page.request.get(`${appUrl}/api/v1/me/storage`)).json()) as { trashedCount: number }).trashedCount;
  expect(await countTrashed()).toBe(4_000);

  await page.unroute(BATCH);
  await stopped.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^10,000 images were moved to the trash$/)).toBeVisible({ timeout: 200_000 });
  const tookMs = Date.now() - startedAt;
  expect(await countTrashed()).toBe(IMAGES);
  await expect(page.getByRole('list', { name: 'Images' })).toBeHidden();
  await expect(bar).toBeHidden();
  const longest = longestOf(batches);
  console.log(
    `10,000 images moved to the trash in ${tookMs} ms: ${batches.length} requests, longest ${longest.tookMs} ms`,
  );
  expect(batches.map(({ action, count }) => `${action} ${count}`)).toEqual(Array(100).fill('trash 100'));
  // Twice what was measured on a machine with six times the work that it can do.
  expect(longest.tookMs).toBeLessThan(6_000);
});

/** The lightbox, the bar of a selection and the dialogs, in one; and three of the worker that hashes. */
const FILES_AT_REST = 4;

const nameOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';
const namedScripts = (html: string) => new Set(html.match(/[\w.~-]+\.js\b/g));
const sum = (sizes: [string, number][]) => sizes.reduce((total, [, bytes]) => total + bytes, 0) / 1000;

/** Compressed bytes, by address. */
function watchScripts(page: Page): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  page.on('response', async (response) => {
    if (!response.url().includes('/_next/static/') || !response.url().split('?')[0]?.endsWith('.js')) return;
    sizes.set(response.url(), gzipSync(await response.body(), { level: 9 }).byteLength);
  });
  return sizes;
}
