import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { readZip } from '../tests/support/read-zip.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { withoutFilePicker, withoutScratchFiles } from './support/saving.ts';
import { test } from './support/test.ts';

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
  await withoutScratchFiles(visitor);
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

test('a selection is saved under real names; what cannot be read is listed, and what broke off comes anyway', async ({
  page,
}) => {
  await signUp(page);
  await createJob(page, 'Faulty');
  const images = [0, 1, 2, 3].map((seed) => makeTinyPng(seed));
  const nameOf = (index: number) => (index < 2 ? 'same.png' : `${index}.png`);
  for (const [index, buffer] of images.entries()) {
    await uploadInput(page).setInputFiles([{ name: nameOf(index), mimeType: 'image/png', buffer }]);
    await expect(page.locator('li[data-status="private"]')).toHaveCount(index + 1);
  }
  const listed = (await (
    await page.request.get(`/api/v1${new URL(page.url()).pathname}/assets?sort=added`)
  ).json()) as {
    items: { path: string }[];
  };
  const [breaking, , refused] = listed.items.map(({ path }) => path) as [string, string, string];
  const asked: Record<string, number> = {};
  await page.route('**/object/sign/assets/**', async (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname.split('/assets/')[1] ?? '');
    asked[path] = (asked[path] ?? 0) + 1;
    // As an address answers that has expired.
    if (path === breaking && asked[path] === 1) await route.fulfill({ status: 400, json: { statusCode: '400' } });
    else if (path === refused) await route.abort();
    else await route.continue();
  });
  await withoutFilePicker(page);
  await page.reload();
  await expect(page.locator('li[data-status="private"]')).toHaveCount(4);
  await page.keyboard.press('Control+a');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  const dialog = page.getByRole('dialog', { name: '1 of 4 files could not be read' });
  await expect(dialog.getByText('2.png The connection broke off.')).toBeVisible();
  await expectSound(page, 'what could not be read');
  const files = readZip(readFileSync(await download.path()));
  expect([...files.keys()].sort()).toEqual(['3.png', 'Not in this archive.txt', 'same (2).png', 'same.png']);
  const bytes = [...files.values()].map((file) => Buffer.from(file).toString('base64'));
  for (const index of [0, 1, 3]) expect(bytes).toContain(images[index]?.toString('base64'));
  expect(asked[refused]).toBe(4);
});
