import { expect, type Page, type Route } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const PUTS = '**/storage/v1/object/upload/sign/**';
const png = (name: string, seed: number) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(seed) });
const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' });

for (const { colorScheme, viewport } of [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const) {
  test(`the tray in every state is accessible and fits: ${colorScheme}, ${viewport.width} wide`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const look = (what: string) => expectSound(page, `${what}, ${colorScheme}, ${viewport.width} wide`);
    page.on('dialog', (dialog) => void dialog.accept());
    await signUp(page);
    await createJob(page, 'A rather long title of a summer shoot in the valley, second day');
    await uploadInput(page).setInputFiles([png('known-1.png', 1_101), png('known-2.png', 1_102)]);
    for (const name of ['known-1.png', 'known-2.png']) await expectStatus(page, name, 'private');
    await expect(tray(page)).toContainText('2 images are in');
    await tray(page).getByRole('button', { name: 'Show the list of uploads' }).click();
    await expect(tray(page).getByRole('link', { name: 'Download a receipt' })).toBeVisible();
    await look('all in');

    await createJob(page, 'Selection');
    let refused = false;
    const disturb = (route: Route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      if (refused) return; // Held.
      refused = true;
      return route.fulfill({ status: 400, headers: { 'access-control-allow-origin': '*' }, json: { error: 'Odd' } });
    };
    await page.route(PUTS, disturb);
    await uploadInput(page).setInputFiles([
      png('fails.png', 1_103),
      png('known-1.png', 1_101),
      png('known-2.png', 1_102),
      { name: 'large.png', mimeType: 'image/png', buffer: Buffer.concat([makeTinyPng(1), Buffer.alloc(10_485_760)]) },
      { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no image at all') },
      png('held.png', 1_104),
    ]);
    await expect(tray(page)).toContainText('2 of these are already in');
    await expect(tray(page)).toContainText('1 file is over 10 MB.');
    await tray(page).getByRole('button', { name: 'Show the list of uploads' }).click();
    await expect(tray(page)).toContainText('The storage did not take fails.png (Odd).');
    await look('questions, one failed, one refused, one under way');
    await page.keyboard.press('Escape');
    await tray(page).getByRole('button', { name: 'Pause uploads' }).click();
    await look('paused');
    await tray(page).getByRole('button', { name: 'Hide the list of uploads' }).click();
    await look('a pill with questions');
    await page.reload();
    await expect(page.getByRole('region', { name: 'Unfinished upload' })).toBeVisible();
    await look('after a reload');
    await context.close();
  });
}
