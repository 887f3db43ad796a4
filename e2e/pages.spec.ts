import { expect, test } from '@playwright/test';
import { makeImage } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { createJob, expectStatus, publish, uploadInput } from './support/job.ts';

const LONG_NAME = `${'a-photograph-of-the-valley-'.repeat(7)}0412.jpg`;

for (const { colorScheme, viewport } of [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const) {
  test(`every page is accessible and fits: ${colorScheme}, ${viewport.width} wide`, async ({ browser }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({
      colorScheme,
      viewport,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    for (const path of [
      '/',
      '/docs/api',
      '/sign-up',
      '/sign-in',
      '/forgot-password',
      '/account-deleted',
      '/p/aaaaaaaaaaaaaaaaaaaaaa',
    ]) {
      await page.goto(path);
      await expectSound(page, path);
    }
    await signUp(page);
    await expectSound(page, 'jobs without a job');
    await createJob(page, 'A title that is rather long, as the ones of real jobs tend to be');
    await expectSound(page, 'a job without images');
    const image = await makeImage({ format: 'jpeg', width: 1200, height: 400, pattern: 'gradient' });
    await uploadInput(page).setInputFiles([
      { name: LONG_NAME, mimeType: 'image/jpeg', buffer: image },
      { name: 'refused.png', mimeType: 'image/png', buffer: Buffer.from('no image at all') },
    ]);
    await expectStatus(page, LONG_NAME, 'private');
    const link = await publish(page, LONG_NAME);
    await page.getByRole('switch', { name: 'Public gallery' }).click();
    const gallery = page.getByRole('link', { name: /\/g\// });
    await expect(gallery).toBeVisible();
    await expectSound(page, 'a job');
    const galleryUrl = (await gallery.getAttribute('href')) as string;

    await page.getByRole('button', { name: `Open ${LONG_NAME}` }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectSound(page, 'the lightbox');
    for (const [path, what] of [
      ['/jobs', 'jobs'],
      ['/trash', 'trash'],
      ['/shared', 'what is shared'],
      ['/settings/branding', 'branding'],
      ['/settings/data', 'one’s data'],
      [`${new URL(page.url()).pathname}?trashed=true`, 'the trash of a job'],
      ['/nope', 'a missing page'],
      [link, 'a public page'],
      [galleryUrl, 'a public gallery'],
    ] as const) {
      await page.goto(path);
      await expectSound(page, what);
    }
    await context.close();
  });
}
