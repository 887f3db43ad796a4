import { expect, type Locator, type Page } from '@playwright/test';
import { makeImage } from '../tests/support/make-images.ts';
import { freshEmail, PASSWORD } from './support/account.ts';
import { asset, expectStatus } from './support/job.ts';
import { test } from './support/test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** More than any page here has between two places. */
const MAX_TABS = 60;

/** Goes on with Tab until something has the focus, which can be seen by then. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < MAX_TABS; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(await target.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`${MAX_TABS} times ${key} do not lead to ${target}`);
}

test('the whole of the main job by the keyboard alone', async ({ page, context }) => {
  await page.goto('/sign-up');
  await tabTo(page, page.getByRole('textbox', { name: 'Email' }));
  await page.keyboard.type(freshEmail());
  await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /skip/i })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'New job' }).first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('By hand');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'By hand' })).toBeVisible();

  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('u');
  const files = await Promise.all(
    [1, 2, 3].map(async (seed) => ({
      name: `${seed}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await makeImage({ format: 'jpeg', width: 300, height: 200, seed }),
    })),
  );
  await (await chooser).setFiles(files);
  for (const { name } of files) await expectStatus(page, name, 'private');

  const picture = (name: string) => page.getByRole('button', { name: `Open ${name}`, exact: true });
  const first = page
    .getByRole('list', { name: 'Images' })
    .getByRole('button', { name: /^Open / })
    .first();
  await tabTo(page, first);
  await page.keyboard.press('ArrowRight');
  const name =
    (await page.evaluate(() => document.activeElement?.getAttribute('aria-label')))?.replace('Open ', '') ?? '';
  expect(name).toMatch(/^\d\.jpg$/);
  await page.keyboard.press('p');
  await expectStatus(page, name, 'public');
  await tabTo(page, asset(page, name).getByRole('button', { name: 'Copy link' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/p\/[\w-]{22}$/);
  const link = await page.evaluate(() => navigator.clipboard.readText());

  await tabTo(page, picture(name), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const lightbox = page.getByRole('dialog');
  await expect(lightbox).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await expect(lightbox).toBeHidden();
  await expect(picture(name)).toBeFocused();

  const visitor = await context.browser()?.newContext();
  const seen = await visitor?.newPage();
  await seen?.goto(link);
  await expect(seen?.getByRole('img', { name }) as Locator).toBeVisible();

  await tabTo(page, asset(page, name).getByRole('switch', { name: 'Public' }));
  await page.keyboard.press('Space');
  await expectStatus(page, name, 'private');
  expect((await seen?.goto(link))?.status()).toBe(404);
  await visitor?.close();

  await tabTo(page, picture(name), 'Shift+Tab');
  await page.keyboard.press('Delete');
  await expect(asset(page, name)).toBeHidden();
  await tabTo(page, page.getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('Enter');
  await expectStatus(page, name, 'private');

  // At once: the toast that was just used may not take the focus back.
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(keys.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  // Nor does it lose it, where it goes away with the focus in it.
  await expect(page.locator(':focus')).not.toHaveCount(0);
});
