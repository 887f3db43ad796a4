import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { PASSWORD, signIn, signUp, signUpByForm } from './support/account.ts';
import { asset, createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const image = (seed: number) => ({ name: `${seed}.png`, mimeType: 'image/png', buffer: makeTinyPng(seed) });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** A job with private images. */
async function fillJob(page: Page, title: string, seeds: number[]): Promise<void> {
  await createJob(page, title);
  await uploadInput(page).setInputFiles(seeds.map(image));
  for (const seed of seeds) await expectStatus(page, `${seed}.png`, 'private');
}

const statusOf = async (page: Page, url: string) => (await page.request.get(url)).status();

test('what is public is on one page, and is taken back there one by one or all at once', async ({ page }) => {
  await signUp(page);
  await fillJob(page, 'Autumn', [1, 2, 3]);
  const links = [await publish(page, '1.png'), await publish(page, '2.png'), await publish(page, '3.png')] as const;
  await page.getByRole('switch', { name: 'Public gallery' }).click();
  await expect(page.getByRole('link', { name: /\/g\// })).toBeVisible();

  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Shared' }).click();
  await expect(page.getByRole('heading', { name: 'Shared', level: 1 })).toBeVisible();
  await expect(page.getByText('3 images and 1 gallery can be seen by anyone who has the link.')).toBeVisible();
  await asset(page, '2.png').getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(links[1]);

  await asset(page, '2.png').getByRole('button', { name: 'Take back' }).click();
  await expect(asset(page, '2.png')).toBeHidden();
  await expect(page.getByText('2 images and 1 gallery can be seen')).toBeVisible();
  expect([await statusOf(page, links[0]), await statusOf(page, links[1])]).toEqual([200, 404]);
  await page.getByRole('button', { name: 'Publish again' }).click();
  await expect(asset(page, '2.png')).toBeVisible();
  await expect.poll(() => statusOf(page, links[1])).toBe(200);

  await section(page, 'Galleries').getByRole('button', { name: 'Turn off' }).click();
  await expect(section(page, 'Galleries')).toBeHidden();
  await page.getByRole('button', { name: 'Take everything back' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take everything back' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is public' })).toBeVisible();
  for (const link of links) expect(await statusOf(page, link)).toBe(404);
});

test('the trash is emptied from its page, and the storage used goes down', async ({ page }) => {
  await signUp(page);
  await fillJob(page, 'Winter', [4, 5]);
  await asset(page, '4.png').getByRole('button', { name: 'Delete' }).click();
  await expect(asset(page, '4.png')).toBeHidden();
  await page.goto('/settings/data');
  await expect(section(page, 'Storage').getByText(/1 image in 1 job, 0 public\. In the trash: 1 image/)).toBeVisible();
  await section(page, 'Storage').getByRole('link', { name: 'See the trash' }).click();
  await page.getByRole('link', { name: 'See images of Winter' }).click();
  await expect(asset(page, '4.png')).toBeVisible();

  await page.goto('/trash');
  await page.getByRole('button', { name: 'Empty trash' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('1 image');
  await dialog.getByRole('button', { name: 'Empty trash' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing in the trash' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Empty trash' })).toBeHidden();
  await page.goto('/settings/data');
  await expect(section(page, 'Storage').getByText('1 image in 1 job, 0 public. The trash is empty.')).toBeVisible();
});

test('the export and the list of links are saved as files', async ({ page }) => {
  const email = await signUp(page);
  await fillJob(page, 'Spring', [6]);
  await page.goto('/settings/data');
  const save = async (name: string): Promise<string> => {
    const downloading = page.waitForEvent('download');
    await section(page, 'Export').getByRole('link', { name }).click();
    return readFile(await (await downloading).path(), 'utf8');
  };
  expect(JSON.parse(await save('Download export'))).toMatchObject({
    account: { email },
    jobs: [{ title: 'Spring' }],
    assets: [{ name: '6.png' }],
  });
  const [link = ''] = (await save('Download list of links')).split('\n');
  expect(Buffer.from(await (await page.request.get(link)).body())).toEqual(makeTinyPng(6));
});

test('a deleted account is gone for everybody, and its address is free again', async ({ page, browser }) => {
  const email = await signUp(page);
  await fillJob(page, 'Farewell', [7]);
  const link = await publish(page, '7.png');
  const other = await (await browser.newContext()).newPage();
  await signIn(other, email);
  await expect(other.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();

  await page.goto('/settings/data');
  const form = section(page, 'Delete account');
  await expect(form.getByText(/1 job, 1 image,? and 1 public page/)).toBeVisible();
  await form.getByRole('textbox', { name: 'Current password' }).fill('wrong wrong');
  await form.getByRole('button', { name: 'Delete account' }).click();
  await expect(form.getByText('This is not your current password.')).toBeVisible();
  expect(await statusOf(page, link)).toBe(200);
  await form.getByRole('textbox', { name: 'Current password' }).fill(PASSWORD);
  await form.getByRole('button', { name: 'Delete account' }).click();

  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
  expect(await statusOf(page, link)).toBe(404);
  for (const visitor of [page, other]) {
    await visitor.goto('/jobs');
    await expect(visitor).toHaveURL(/\/sign-in/);
  }
  await signIn(other, email);
  await expect(other.getByText('The e-mail address or the password is wrong.')).toBeVisible();
  await other.context().close();
  await signUpByForm(page, email);
  await expect(page.getByRole('heading', { name: 'Drop your first images here' })).toBeVisible();
});
