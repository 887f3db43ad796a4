import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

/** What is shown of a job, and in which order, is in its address. */

const NAMES = ['img10.png', 'img2.png', 'cover.png'];

async function fillJob(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signUp(page);
  await createJob(page, 'Views');
  // One after the other, so that they have an order.
  for (const [index, name] of NAMES.entries()) {
    await uploadInput(page).setInputFiles({ name, mimeType: 'image/png', buffer: makeTinyPng(700 + index) });
    await expectStatus(page, name, 'private');
  }
  await publish(page, 'img2.png');
}

const expectNames = (page: Page, names: string[]) =>
  expect
    .poll(() => page.locator('ul[aria-label=Images] > li').evaluateAll((tiles) => tiles.map((tile) => tile.ariaLabel)))
    .toEqual(names);
const show = (page: Page, what: string) =>
  page.getByRole('group', { name: 'Show' }).getByRole('button', { name: what });

test('filter, order and search live in the address, survive a reload, and Back undoes them', async ({ page }) => {
  await fillJob(page);
  await show(page, 'Public').click();
  await expectNames(page, ['img2.png']);
  await expect(page).toHaveURL(/\?show=public$/);
  await show(page, 'Private').click();
  await expectNames(page, ['cover.png', 'img10.png']);
  await page.goBack();
  await expectNames(page, ['img2.png']);
  await expect(show(page, 'Public')).toHaveAttribute('aria-pressed', 'true');
  await page.goBack();
  await expectNames(page, ['cover.png', 'img2.png', 'img10.png']);

  await page.getByRole('button', { name: /^Order/ }).click();
  await page.getByRole('menuitemradio', { name: 'Name, A to Z' }).click();
  await expectNames(page, ['cover.png', 'img2.png', 'img10.png']);
  await expect(page).toHaveURL(/\?sort=name$/);
  await page.getByRole('button', { name: /^Order/ }).click();
  await page.getByRole('menuitemradio', { name: 'Name, Z to A' }).click();
  await expectNames(page, ['img10.png', 'img2.png', 'cover.png']);
  await page.reload();
  await expectNames(page, ['img10.png', 'img2.png', 'cover.png']);

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
  await page.keyboard.type('IMG');
  await expectNames(page, ['img10.png', 'img2.png']);
  await expect(page).toHaveURL(/q=IMG/);
  await expect(page.getByText('2 images', { exact: true })).toBeVisible();
  await page.goBack();
  await expectNames(page, ['img10.png', 'img2.png', 'cover.png']);
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
});

test('a search without a result says so and offers everything again', async ({ page }) => {
  await fillJob(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('nothing like it');
  await expect(page.getByText('No images named “nothing like it”')).toBeVisible();
  await expectSound(page, 'a search without a result');
  await page.getByRole('button', { name: 'Show all images' }).click();
  await expectNames(page, ['cover.png', 'img2.png', 'img10.png']);
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
});

test('Back from another page shows what the address says', async ({ page }) => {
  await fillJob(page);
  await show(page, 'Private').click();
  await page.getByRole('button', { name: /^Order/ }).click();
  await page.getByRole('menuitemradio', { name: 'Name, Z to A' }).click();
  await expectNames(page, ['img10.png', 'cover.png']);
  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\?show=private&sort=-name$/);
  await expect(show(page, 'Private')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'Order: Name, Z to A' })).toBeVisible();
  await expectNames(page, ['img10.png', 'cover.png']);
});

test('the grid by keyboard: one tab stop, arrows, publish, delete, and the list of keys', async ({ page }) => {
  await fillJob(page);
  const open = (name: string) => page.getByRole('button', { name: `Open ${name}` });
  await expect(page.locator('[data-tile-button][tabindex="0"]')).toHaveCount(1);
  await open('cover.png').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(open('img10.png')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(open('img10.png')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(open('cover.png')).toBeFocused();
  await page.keyboard.press('p');
  await expectStatus(page, 'cover.png', 'public');
  await page.keyboard.press('Delete');
  await expect(asset(page, 'cover.png')).toHaveCount(0);
  await expect(open('img2.png')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(asset(page, 'img2.png').getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(asset(page, 'img2.png').getByRole('switch')).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Search by name');
});
