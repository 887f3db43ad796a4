import { expect, type Page } from '@playwright/test';
import { makeImage, makeTinyPng, truncate } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { inBothLooks } from './support/in-both-looks.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const NAMES = Array.from({ length: 8 }, (_, index) => `${index + 1}.png`);

const mark = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
const picture = (page: Page, name: string) => page.getByRole('button', { name: `Open ${name}`, exact: true });
const bar = (page: Page) => page.getByRole('region', { name: 'Selected images' });
const announced = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });

/** The selected ones, in order of their names. */
const selected = async (page: Page): Promise<string[]> => {
  const labels = await page
    .getByRole('checkbox', { checked: true })
    .evaluateAll((marks) => marks.map((element) => element.getAttribute('aria-label') ?? ''));
  return labels.map((label) => label.replace(/^Select (\d+)\.png$/, '$1')).sort();
};
const expectSelected = (page: Page, names: string) =>
  expect.poll(async () => (await selected(page)).join(' ')).toBe(names);

/** A job with eight images, "1.png" first. */
async function openJob(page: Page): Promise<void> {
  await signUp(page);
  await createJob(page, 'Selection');
  await uploadInput(page).setInputFiles(
    NAMES.map((name, index) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(index) })),
  );
  for (const name of NAMES) await expectStatus(page, name, 'private');
  await page.goto(`${page.url()}?sort=name`);
  await expect(asset(page, '8.png')).toBeVisible();
}

test('images are selected by mouse: mark, ctrl, ranges, all', async ({ page }) => {
  await openJob(page);
  await asset(page, '2.png').hover();
  await mark(page, '2.png').click();
  await expect(announced(page, '1 selected')).toBeAttached();
  await picture(page, '4.png').click({ modifiers: ['Shift'] });
  await expectSelected(page, '2 3 4');
  await picture(page, '7.png').click({ modifiers: ['Control'] });
  await expectSelected(page, '2 3 4 7');
  await mark(page, '5.png').click({ modifiers: ['Shift'] });
  await expectSelected(page, '2 3 4 5 6 7');
  await expect(bar(page).getByText('6 selected')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();

  await bar(page).getByRole('button', { name: 'Select all 8' }).click();
  await expect(announced(page, '8 selected')).toBeAttached();
  await mark(page, '1.png').click();
  await expectSelected(page, '2 3 4 5 6 7 8');
  await bar(page).getByRole('button', { name: 'Clear the selection' }).click();
  await expectSelected(page, '');
  await expect(bar(page)).toBeHidden();

  // Without a modifier a picture opens, whatever is selected; what goes to the trash is not selected any more.
  await mark(page, '1.png').click();
  await mark(page, '2.png').click();
  await asset(page, '1.png').getByRole('button', { name: 'Delete' }).click();
  await expect(bar(page).getByText('1 selected')).toBeVisible();
  await picture(page, '3.png').click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('images are selected, published and trashed by the keyboard alone', async ({ page }) => {
  await openJob(page);
  await picture(page, '1.png').focus();
  await page.keyboard.press('Space');
  await expectSelected(page, '1');
  await page.keyboard.press('Space');
  await expectSelected(page, '');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expectSelected(page, '2 3 4');
  await page.keyboard.press('Shift+ArrowLeft');
  await expectSelected(page, '2 3');
  await expect(announced(page, '2 selected')).toBeAttached();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('Control+a');
  await expect(announced(page, '8 selected')).toBeAttached();
  await page.keyboard.press('Escape');
  await expectSelected(page, '');
  await expect(bar(page)).toBeHidden();

  await picture(page, '5.png').focus();
  await page.keyboard.press('Space');
  await bar(page).getByRole('button', { name: 'Publish' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 image was published')).toBeVisible();
  await expectStatus(page, '5.png', 'public');
  await picture(page, '6.png').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Delete');
  await expect(page.getByText('1 image was moved to the trash')).toBeVisible();
  await expect(asset(page, '6.png')).toBeHidden();
});

test('refused images are selected with the others and deleted with them', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Selection');
  const png = await makeImage({ format: 'png' });
  const files = [
    { name: 'good.png', buffer: png },
    { name: 'cut.png', buffer: truncate(png) },
    { name: 'short.png', buffer: truncate(png, 0.4) },
    { name: 'shorter.png', buffer: truncate(png, 0.3) },
  ];
  await uploadInput(page).setInputFiles(files.map((file) => ({ ...file, mimeType: 'image/png' })));
  await expectStatus(page, 'good.png', 'private');
  for (const name of ['cut.png', 'short.png', 'shorter.png']) await expectStatus(page, name, 'rejected');

  // By the mouse, in the tab that has sent it.
  await asset(page, 'cut.png').hover();
  await mark(page, 'cut.png').click();
  await expect(bar(page).getByText('1 selected')).toBeVisible();
  await expectSound(page, 'a refused image that is selected');
  await bar(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('1 image was deleted for good')).toBeVisible();
  await expect(asset(page, 'cut.png')).toBeHidden();
  await expect(bar(page)).toBeHidden();

  // By the keyboard, as the server lists it, with one that can be brought back.
  await page.goto(`${page.url()}?sort=name`);
  await picture(page, 'good.png').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(mark(page, 'short.png')).toBeChecked();
  await page.keyboard.press('Control+a');
  await expect(bar(page).getByText('3 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('1 image was moved to the trash')).toBeVisible();
  await expect(page.getByText('2 refused images are gone for good.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Images' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 image was brought back')).toBeVisible();
  await expectStatus(page, 'good.png', 'private');
});

inBothLooks(({ width }) => {
  test('a selection and its bar are accessible, fit, and cover no control', async ({ page }) => {
    await openJob(page);
    await mark(page, '1.png').click();
    await mark(page, '2.png').click();
    await expect(bar(page)).toBeVisible();
    await expectSound(page, 'a selection');
    const actions = ['Publish', 'Take back', 'Download', 'Move to job…', 'Copy links', 'Delete'];
    for (const name of actions) {
      const button = bar(page).getByRole('button', { name, exact: true });
      await button.click({ trial: true });
      const box = await button.boundingBox();
      expect(box?.height, name).toBeGreaterThanOrEqual(width < 600 ? 44 : 32);
    }
    await bar(page).getByRole('button', { name: 'Move to job…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByText('There is no other job yet')).toBeVisible();
    await expectSound(page, 'the choice of a job');
    await page.keyboard.press('Escape');
    await expect(bar(page).getByText('2 selected')).toBeVisible();
    // The last tile can be scrolled out from under the bar.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await asset(page, '8.png').getByRole('button', { name: 'Delete' }).click({ trial: true });
  });
});
