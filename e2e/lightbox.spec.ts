import { devices, expect, type Page } from '@playwright/test';
import { makeImage } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const NAMES = ['one.jpg', 'two.jpg', 'three.jpg'];

/** Ends on a job with three photos, the last of which is shown first. */
async function fillJob(page: Page): Promise<void> {
  await signUp(page);
  await createJob(page, 'Looked at');
  for (const [index, name] of NAMES.entries()) {
    const buffer = await makeImage({ format: 'jpeg', width: 2400, height: 1600, pattern: 'gradient', seed: index + 1 });
    await uploadInput(page).setInputFiles({ name, mimeType: 'image/jpeg', buffer });
    await expectStatus(page, name, 'private');
  }
}

const dialog = (page: Page) => page.getByRole('dialog');
const expectShown = (page: Page, name: string) =>
  expect(dialog(page).getByRole('heading')).toHaveText(new RegExp(name));
const zoomOf = async (page: Page) => Number(await page.locator('[data-zoom]').getAttribute('data-zoom'));

test('keys walk, publish and delete; Back closes; the focus returns to what was seen last', async ({ page }) => {
  await fillJob(page);
  const grid = page.url();
  await page.getByRole('button', { name: 'Open three.jpg' }).click();
  await expectShown(page, 'three.jpg');
  await page.keyboard.press('ArrowLeft');
  await expectShown(page, 'three.jpg');
  await page.keyboard.press('ArrowRight');
  await expectShown(page, 'two.jpg');
  await page.keyboard.press('End');
  await expectShown(page, 'one.jpg');
  await page.keyboard.press('Home');
  await expectShown(page, 'three.jpg');
  await page.keyboard.press('p');
  await expect(dialog(page).getByRole('switch', { name: 'Public' })).toBeChecked();
  await page.keyboard.press('Delete');
  await expectShown(page, 'two.jpg');
  await expect(dialog(page)).toContainText('1 of 2');
  await expect(page).toHaveURL(/asset=/);
  await page.goBack();
  await expect(dialog(page)).toHaveCount(0);
  expect(page.url()).toBe(grid);
  await expect(page.getByRole('button', { name: 'Open two.jpg' })).toBeFocused();
  await expect(asset(page, 'three.jpg')).toHaveCount(0);
});

test('an address opens its image; one that is missing or somebody else’s is told alike', async ({ page, browser }) => {
  await fillJob(page);
  const job = page.url();
  const id = await asset(page, 'one.jpg').getAttribute('data-asset-id');
  await page.goto(`${job}?asset=${id}`);
  await expectShown(page, 'one.jpg');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page).toHaveURL(job);

  const other = await (await browser.newContext()).newPage();
  await signUp(other);
  await createJob(other, 'Of somebody else');
  const ownJob = other.url();
  const seen: string[] = [];
  for (const strange of [id, '00000000-0000-4000-8000-000000000000', 'nonsense']) {
    await other.goto(`${ownJob}?asset=${strange}`);
    const message = other.getByText('That image is not here');
    await expect(message).toBeVisible();
    await expect(other).toHaveURL(ownJob);
    await expect(dialog(other)).toHaveCount(0);
    seen.push((await other.locator('[data-sonner-toast]').first().textContent()) ?? '');
  }
  expect(new Set(seen).size).toBe(1);
  await other.context().close();
});

test('zoom by double click, wheel, keys and drag; arrows move what is enlarged', async ({ page }) => {
  await fillJob(page);
  await page.getByRole('button', { name: 'Open three.jpg' }).click();
  await expectShown(page, 'three.jpg');
  const stage = page.locator('[data-zoom]');
  const box = await stage.boundingBox();
  if (box === null) throw new Error('the picture has no place');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.dblclick(x + 50, y);
  expect(await zoomOf(page)).toBe(2.5);
  const before = await stage.getAttribute('style');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 4 });
  await page.mouse.up();
  expect(await stage.getAttribute('style')).not.toBe(before);
  const dragged = await stage.getAttribute('style');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => stage.getAttribute('style')).not.toBe(dragged);
  await expectShown(page, 'three.jpg');
  await page.keyboard.press('0');
  await expect.poll(() => zoomOf(page)).toBe(1);
  await page.keyboard.press('+');
  await expect.poll(() => zoomOf(page)).toBe(1.5);
  await page.keyboard.press('-');
  await expect.poll(() => zoomOf(page)).toBe(1);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(1.5);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  await page.keyboard.press('0');
  await page.keyboard.press('ArrowRight');
  await expectShown(page, 'two.jpg');
  expect(await zoomOf(page)).toBe(1);
  await expectSound(page, 'the lightbox');
});

test('fingers: a swipe goes on, two of them pinch, a double tap comes closer', async ({ browser }) => {
  const context = await browser.newContext({ ...devices['Pixel 7'], baseURL: process.env.E2E_BASE_URL ?? '' });
  const page = await context.newPage();
  await fillJob(page);
  await page.getByRole('button', { name: 'Open three.jpg' }).tap();
  await expectShown(page, 'three.jpg');
  const session = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const [x, y] = [width / 2, height / 2];

  await touch('touchStart', { x: x + 80, y });
  await touch('touchMove', { x, y });
  await touch('touchMove', { x: x - 80, y });
  await touch('touchEnd');
  await expectShown(page, 'two.jpg');

  await touch('touchStart', { x: x - 20, y }, { x: x + 20, y });
  await touch('touchMove', { x: x - 60, y }, { x: x + 60, y });
  await touch('touchEnd');
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(2);
  await expectShown(page, 'two.jpg');

  await page.touchscreen.tap(x, y);
  await page.touchscreen.tap(x, y);
  await expect.poll(() => zoomOf(page)).toBe(1);
  await context.close();
});

test('the neighbours are loaded before they are asked for', async ({ page }) => {
  await fillJob(page);
  const previews = new Set<string>();
  page.on('response', (response) => {
    if (/_preview\.\w+\?/.test(response.url())) previews.add(new URL(response.url()).pathname);
  });
  await page.getByRole('button', { name: 'Open two.jpg' }).click();
  await expectShown(page, 'two.jpg');
  await expect.poll(() => previews.size).toBe(3);
});
