import { expect } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

test('tooltips come with focus and hover, also in a lightbox, and go with Escape or a press', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Explained');
  await uploadInput(page).setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: makeTinyPng(1) });
  await expectStatus(page, 'one.png', 'private');
  const tooltip = page.getByRole('tooltip');
  const folder = page.getByRole('button', { name: 'Choose a folder' });

  await folder.focus();
  await expect(tooltip).toHaveText('Choose a folder');
  await expect(folder).toHaveAccessibleDescription('Choose a folder');
  await page.keyboard.press('Escape');
  await expect(tooltip).toHaveCount(0);
  await expect(folder).toHaveAccessibleDescription('');
  await expect(folder).toBeFocused();

  await folder.hover();
  await expect(tooltip).toHaveText('Choose a folder');
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(tooltip).toHaveCount(0);
  await folder.hover();
  await expect(tooltip).toBeVisible();
  await Promise.all([page.waitForEvent('filechooser'), page.mouse.down().then(() => page.mouse.up())]);
  await expect(tooltip).toHaveCount(0);

  await page.getByRole('button', { name: 'Open one.png' }).click();
  const download = page.getByRole('dialog').getByRole('button', { name: 'Download original' });
  await download.focus();
  await expect(tooltip).toHaveText('Download original');
  await expect(tooltip).toBeInViewport({ ratio: 1 });
  await expect(download).toHaveAccessibleDescription('Download original');
  await download.blur();
  await expect(tooltip).toHaveCount(0);
});
