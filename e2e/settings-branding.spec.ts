import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { makeHeic, makeImage, makePhoto } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const section = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const png = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
const plain = (colour: string) =>
  sharp({ create: { width: 400, height: 100, channels: 4, background: colour } })
    .png()
    .toBuffer();

/** Uploads by the button, as a person does. */
async function choose(
  page: Page,
  name: string,
  button: string,
  file: { name: string; mimeType: string; buffer: Buffer },
) {
  const chooser = page.waitForEvent('filechooser');
  await section(page, name).getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}

/** The picture has bytes, and is not only named. */
async function expectShown(selector: Locator): Promise<string> {
  await expect(selector).toBeVisible();
  await expect.poll(() => selector.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  return (await selector.getAttribute('src')) ?? '';
}

test('an avatar is uploaded, replaced and removed, and the bar shows it', async ({ page }) => {
  await signUp(page);
  await page.goto('/settings/branding');
  const account = page.getByRole('button', { name: 'Account', exact: true });
  const avatar = section(page, 'Avatar');
  await expect(account).toHaveText(/p/i);

  await choose(page, 'Avatar', 'Upload avatar', {
    ...png('me.jpg', await makePhoto({ orientation: 6 })),
    mimeType: 'image/jpeg',
  });
  const first = await expectShown(avatar.getByRole('img', { name: 'Avatar' }));
  await expect.poll(() => account.locator('img').getAttribute('src')).toBe(first);
  await page.reload();
  await expectShown(account.locator('img'));

  await choose(page, 'Avatar', 'Replace avatar', png('other.png', await makeImage({ format: 'png', seed: 9 })));
  await expect(avatar.getByRole('img', { name: 'Avatar' })).not.toHaveAttribute('src', first);
  await expectShown(account.locator('img'));

  await avatar.getByRole('button', { name: 'Remove avatar' }).click();
  await expect(avatar.getByRole('button', { name: 'Upload avatar' })).toBeVisible();
  await expect(account.locator('img')).toHaveCount(0);
});

test('what is refused says why and changes nothing', async ({ page }) => {
  await signUp(page);
  await page.goto('/settings/branding');
  await choose(page, 'Primary logo', 'Upload primary logo', png('holiday.png', makeHeic()));
  const logo = section(page, 'Primary logo');
  await expect(logo.getByRole('alert')).toHaveText(/^holiday\.png is a HEIC/);
  const cut = (await makeImage({ format: 'png', pattern: 'noise' })).subarray(0, 5_000);
  await choose(page, 'Primary logo', 'Upload primary logo', png('cut.png', cut));
  await expect(logo.getByRole('alert')).toHaveText('cut.png was not taken. This PNG is cut short: its end is missing.');
  await choose(page, 'Primary logo', 'Upload primary logo', png('good.png', await plain('#102030')));
  await expectShown(logo.getByRole('img', { name: 'Primary logo' }));
  await expect(logo.getByRole('alert')).toHaveCount(0);
});

test('each logo lies on the ground it is for, whatever the theme', async ({ page }) => {
  await signUp(page);
  await page.goto('/settings/branding');
  const groundOf = (name: string) =>
    section(page, name)
      .getByText('Drop an image here')
      .locator('xpath=ancestor::div[1]')
      .evaluate((frame) => getComputedStyle(frame).backgroundColor);
  const grounds = async () => [await groundOf('Primary logo'), await groundOf('Secondary logo')];
  const ofPage = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await ofPage();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ofPage).not.toBe(light);
  expect(await grounds()).toEqual([light, await ofPage()]);
  const dark = await ofPage();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(ofPage).toBe(light);
  expect(await grounds()).toEqual([light, dark]);
});

test('a file dropped on a logo becomes it', async ({ page }) => {
  await signUp(page);
  await page.goto('/settings/branding');
  const transfer = await page.evaluateHandle(
    (base64) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
      return data;
    },
    (await plain('#805030')).toString('base64'),
  );
  const logo = section(page, 'Secondary logo');
  for (const type of ['dragenter', 'dragover', 'drop']) await logo.dispatchEvent(type, { dataTransfer: transfer });
  await expectShown(logo.getByRole('img', { name: 'Secondary logo' }));
});

test('public pages show the logo for their ground, for as long as that is on', async ({ page, browser }) => {
  await signUp(page);
  await page.goto('/settings/branding');
  await choose(page, 'Primary logo', 'Upload primary logo', png('light.png', await plain('#102030')));
  await expectShown(section(page, 'Primary logo').getByRole('img'));
  await createJob(page, 'Branded');
  await uploadInput(page).setInputFiles(png('shown.png', await makeImage({ format: 'png', seed: 5 })));
  await expectStatus(page, 'shown.png', 'private');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = await publish(page, 'shown.png');

  const look = async (colorScheme: 'light' | 'dark', javaScriptEnabled = true) => {
    const context = await browser.newContext({ colorScheme, javaScriptEnabled });
    const visitor = await context.newPage();
    await visitor.goto(link);
    const logo = visitor.getByRole('img', { name: 'Logo', exact: true });
    const shown = (await logo.count()) === 0 ? null : await expectShown(logo);
    await context.close();
    return shown?.match(/logos\/(\w+)\.png\?v=/)?.[1] ?? null;
  };
  expect([await look('light'), await look('dark')]).toEqual(['primary', 'primary']);

  await page.goto('/settings/branding');
  await choose(page, 'Secondary logo', 'Upload secondary logo', png('dark.png', await plain('#e0e0f0')));
  await expectShown(section(page, 'Secondary logo').getByRole('img'));
  expect([await look('light'), await look('dark'), await look('dark', false)]).toEqual([
    'primary',
    'secondary',
    'secondary',
  ]);

  const shows = page.getByRole('switch', { name: 'Show my logo on public pages' });
  await shows.click();
  await expect(shows).not.toBeChecked();
  await expect.poll(() => look('light')).toBeNull();
  await page.reload();
  await expect(shows).not.toBeChecked();
  await shows.click();
  await expect.poll(() => look('light')).toBe('primary');
});
