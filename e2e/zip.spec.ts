import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { readZip } from '../tests/support/read-zip.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

/** As in browsers that cannot write to a file while it is made. */
const withoutFilePicker = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));

test('a visitor downloads all images of an open gallery as one archive', async ({ page, browser }) => {
  await signUp(page);
  await createJob(page, 'Open: gallery');
  const names = ['one.png', 'two.png', 'three.png'];
  await uploadInput(page).setInputFiles(
    names.map((name, index) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(index) })),
  );
  for (const name of names) {
    await expectStatus(page, name, 'private');
    await asset(page, name).getByRole('switch', { name: 'Public' }).click();
    await expectStatus(page, name, 'public');
  }
  await page.getByRole('switch', { name: 'Public gallery' }).click();
  const link = page.getByRole('link', { name: /\/g\// });
  const url = (await link.getAttribute('href')) as string;

  const visitor = await (await browser.newContext()).newPage();
  await withoutFilePicker(visitor);
  await visitor.goto(url);
  const [download] = await Promise.all([
    visitor.waitForEvent('download'),
    visitor.getByRole('button', { name: 'Download all' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Open_ gallery.zip');
  expect([...readZip(readFileSync(await download.path())).keys()].sort()).toEqual([...names].sort());
  await expect(visitor.getByText('Open_ gallery.zip is complete')).toBeVisible();
  await expectSound(visitor, 'a gallery after its download');

  // What is taken back while the page stands open is told, and left out.
  await asset(page, 'two.png').getByRole('switch', { name: 'Public' }).click();
  await expectStatus(page, 'two.png', 'private');
  const images = await visitor.request.get(`${url}/images`);
  expect(((await images.json()) as { items: { name: string }[] }).items.map(({ name }) => name)).not.toContain(
    'two.png',
  );
  await page.getByRole('switch', { name: 'Public gallery' }).click();
  await expect(link).toBeHidden();
  expect((await visitor.request.get(`${url}/images`)).status()).toBe(404);
  await visitor.getByRole('button', { name: 'Download all' }).click();
  await expect(visitor.getByText('The gallery is not open any more')).toBeVisible();
});
