import { expect, type Locator, type Page } from '@playwright/test';
import { makeImage, makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

/** The page of a job with something lying over it: a bar, a tray, a dialog, a lightbox, a toast. */

const PHONE = { width: 390, height: 844 };

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' });
const bar = (page: Page) => page.getByRole('region', { name: 'Selected images' });
const lightbox = (page: Page) => page.getByRole('dialog');
const toast = (page: Page, words: string) => page.locator('[data-sonner-toast]').filter({ hasText: words });
const openPicture = (page: Page, name: string) => page.getByRole('button', { name: `Open ${name}` }).click();

/** A job with two images; nothing that is dropped from then on arrives. */
async function openJob(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signUp(page);
  await createJob(page, 'A rather long title of a summer shoot in the valley');
  for (const [index, name] of ['valley.jpg', 'a-rather-long-name-of-a-photo-0412.jpg'].entries()) {
    const buffer = await makeImage({ format: 'jpeg', width: 1200, height: 800, pattern: 'gradient', seed: 40 + index });
    await uploadInput(page).setInputFiles({ name, mimeType: 'image/jpeg', buffer });
    await expectStatus(page, name, 'private');
  }
  // The tray has nothing to say any more.
  await page.reload();
  await page.route('**/storage/v1/object/upload/sign/**', (route) =>
    route.request().method() === 'PUT' ? undefined : route.continue(),
  );
}

async function openTray(page: Page): Promise<void> {
  const files = Array.from({ length: 12 }, (_, index) => `waiting-${index}.png`);
  await uploadInput(page).setInputFiles(
    files.map((name, index) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(1_300 + index) })),
  );
  await tray(page).getByRole('button', { name: 'Show the list of uploads' }).click();
  await expect(tray(page)).toContainText('waiting-3.png');
}

async function select(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Open ${name}` }).focus();
  await page.keyboard.press('Space');
  await expect(bar(page)).toContainText('1 selected');
}

/** One lies below the other. */
const expectAbove = (upper: Locator, lower: Locator) =>
  expect
    .poll(async () => {
      const [upperBox, lowerBox] = [await upper.boundingBox(), await lower.boundingBox()];
      return upperBox !== null && lowerBox !== null && lowerBox.y - (upperBox.y + upperBox.height) >= 0;
    })
    .toBe(true);

for (const viewport of [
  { width: 360, height: 740 },
  // What 1440 x 900 shows at 200 %.
  { width: 720, height: 450 },
]) {
  test(`every state is accessible and fits in both themes: ${viewport.width} wide`, async ({ browser }) => {
    test.setTimeout(480_000);
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    const look = async (what: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme));
        await expectSound(page, `${what}, ${colorScheme}, ${viewport.width} wide`);
      }
    };
    await openJob(page);
    await select(page, 'valley.jpg');
    await look('a selection');
    await bar(page).getByRole('button', { name: 'Copy links' }).click();
    await expect(page.getByRole('menuitem', { name: 'As Markdown' })).toBeVisible();
    await look('the menu of a selection');
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: 'Move to job…' }).click();
    await expect(page.getByRole('dialog')).toContainText('Move');
    await look('the choice of a job');
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: 'Clear the selection' }).click();

    await openPicture(page, 'valley.jpg');
    await lightbox(page).getByRole('button', { name: 'Details' }).click();
    await expect(lightbox(page)).toContainText('1200 × 800 pixels');
    await look('the lightbox with details');
    await page.keyboard.press('Escape');
    await expect(lightbox(page)).toHaveCount(0);

    await openTray(page);
    await look('the tray');
    await select(page, 'valley.jpg');
    await look('the tray and a selection');
    await context.close();
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: PHONE, contextOptions: { reducedMotion: 'reduce' } });

  test('the tray covers neither the upload button nor the bar of a selection, and a toast neither of them', async ({
    page,
  }) => {
    page.on('dialog', (dialog) => void dialog.accept());
    await openJob(page);
    await publish(page, 'valley.jpg');
    await openTray(page);
    await expectAbove(tray(page), page.getByRole('button', { name: 'Upload', exact: true }).last());
    await select(page, 'valley.jpg');
    await expectAbove(tray(page), bar(page));
    await tray(page).getByRole('button', { name: 'Hide the list of uploads' }).click();
    await bar(page).getByRole('button', { name: 'Copy links' }).click();
    await page.getByRole('menuitem', { name: 'As lines' }).click();
    await expectAbove(page.locator('[data-sonner-toast]').last(), tray(page));
    await expectAbove(tray(page), bar(page));
    await bar(page).getByRole('button', { name: 'Clear the selection' }).click();
    await expect(bar(page)).toBeHidden();
  });
});

for (const viewport of [PHONE, { width: 1440, height: 900 }]) {
  test(`a toast covers nothing of the lightbox, and what it offers can be pressed there: ${viewport.width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await openJob(page);
    await publish(page, 'valley.jpg');
    await openPicture(page, 'valley.jpg');
    await lightbox(page).getByRole('button', { name: 'Copy link' }).click();
    await expectAbove(toast(page, 'Link copied').first(), lightbox(page).getByText('1200 × 800'));
    await page.keyboard.press('Delete');
    await expect(lightbox(page)).toContainText('1 of 1');
    await toast(page, 'valley.jpg is in the trash').getByRole('button', { name: 'Undo' }).click();
    await expect(lightbox(page)).toContainText('of 2');
  });
}
