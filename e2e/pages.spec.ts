import { expect } from '@playwright/test';
import { makeImage, makeTinyPng } from '../tests/support/make-images.ts';
import { signUpByForm } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const LONG_NAME = `${'a-photograph-of-the-valley-'.repeat(7)}0412.jpg`;
const OPEN_PAGES = [
  '/',
  '/docs/api',
  '/sign-up',
  '/sign-in',
  '/forgot-password',
  '/account-deleted',
  '/p/aaaaaaaaaaaaaaaaaaaaaa',
];

// Accessibility checks of many pages in one test take a while.
test.describe.configure({ timeout: 240_000 });

for (const { colorScheme, viewport } of [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
  // What 1440 x 900 shows at 200 %.
  { colorScheme: 'light', viewport: { width: 720, height: 450 } },
] as const) {
  test.describe(`every page is accessible and fits: ${colorScheme}, ${viewport.width} wide`, () => {
    test.use({
      colorScheme,
      viewport,
      contextOptions: { reducedMotion: 'reduce' },
      permissions: ['clipboard-read', 'clipboard-write'],
    });

    test('pages for anybody', async ({ page }) => {
      for (const path of OPEN_PAGES) {
        await page.goto(path);
        await expectSound(page, path);
      }
    });

    test('pages of one’s own, and what one publishes', async ({ page }) => {
      await signUpByForm(page);
      await expectSound(page, 'jobs without a job');
      await createJob(page, 'A title that is rather long, as the ones of real jobs tend to be');
      await expectSound(page, 'a job without images');
      const image = await makeImage({ format: 'jpeg', width: 1200, height: 400, pattern: 'gradient' });
      await uploadInput(page).setInputFiles([
        { name: LONG_NAME, mimeType: 'image/jpeg', buffer: image },
        { name: 'spare.png', mimeType: 'image/png', buffer: makeTinyPng(1) },
        { name: 'refused.png', mimeType: 'image/png', buffer: Buffer.from('no image at all') },
      ]);
      await expectStatus(page, LONG_NAME, 'private');
      await expectStatus(page, 'spare.png', 'private');
      await asset(page, 'spare.png').getByRole('button', { name: 'Delete' }).click();
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
        ['/shared', 'what is shared'],
        ['/trash', 'trash'],
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
    });
  });
}
