import { expect } from '@playwright/test';
import { makeCameraPhoto } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`the details of an image tell its file, its history and its camera: ${viewport.width} wide`, async ({
    page,
    context,
  }) => {
    await page.setViewportSize(viewport);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signUp(page);
    await createJob(page, 'Details');
    const buffer = await makeCameraPhoto();
    await uploadInput(page).setInputFiles({ name: 'harbour.jpg', mimeType: 'image/jpeg', buffer });
    await expectStatus(page, 'harbour.jpg', 'private');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));

    await page.getByRole('button', { name: 'Open harbour.jpg' }).click();
    expect(asked.filter((path) => /\/api\/v1\/assets\/./.test(path))).toEqual([]);
    const details = page.getByRole('complementary', { name: 'Details' });
    await page.keyboard.press('i');
    await expect(details).toContainText('320 × 240 pixels');
    await expect(details).toContainText('Kamera Werke K 1');
    await expect(details).toContainText('33.86° S, 151.21° E');
    await expect(details).toContainText('it is never published');
    await expect(details).toContainText('It has never been public.');
    await details.getByRole('button', { name: 'Copy SHA-256' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^[0-9a-f]{64}$/);

    const publicSwitch = page.getByRole('dialog').getByRole('switch', { name: 'Public' });
    await publicSwitch.click();
    await expect(details).toContainText('Public since');
    await publicSwitch.click();
    await expect(details).toContainText(/Public from .* to \d\d:\d\d:\d\d/);
    await expect(details).toContainText('Caches: dead');
    await expectSound(page, 'the details');

    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await expect(details).toHaveCount(0);
  });
}
