import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { readZip } from '../tests/support/read-zip.ts';
import { signUp } from './support/account.ts';
import { createJob, expectStatus, uploadInput } from './support/job.ts';
import { withoutFilePicker } from './support/saving.ts';
import { test } from './support/test.ts';

/** An archive lies in the browser's own storage until it is downloaded. */

const namesKept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => Array.fromAsync((await navigator.storage.getDirectory()).keys()));

async function openJob(page: Page): Promise<void> {
  await withoutFilePicker(page);
  await signUp(page);
  await createJob(page, 'Scratch');
  await uploadInput(page).setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: makeTinyPng(1) });
  await expectStatus(page, 'one.png', 'private');
}

const downloadAll = (page: Page) => page.getByRole('button', { name: 'Download all' }).click();

/** Begins an archive whose image never arrives. @returns what lies in storage for it */
async function startEndless(page: Page): Promise<string> {
  const before = await namesKept(page);
  const added = async () => (await namesKept(page)).filter((name) => !before.includes(name));
  await page.route('**/object/sign/assets/**', () => {});
  await downloadAll(page);
  await expect(page.getByText('Saving 0 of 1').first()).toBeVisible();
  await expect.poll(added).toHaveLength(1);
  return (await added()).join();
}

test('what was downloaded is removed after a while', async ({ page }) => {
  await page.clock.install();
  await openJob(page);
  const [download] = await Promise.all([page.waitForEvent('download'), downloadAll(page)]);
  expect([...readZip(readFileSync(await download.path())).keys()]).toEqual(['one.png']);
  await expect(page.getByText('Scratch.zip is complete')).toBeVisible();
  expect(await namesKept(page)).toHaveLength(1);
  await page.clock.fastForward('10:00');
  await expect.poll(() => namesKept(page)).toEqual([]);
});

test('what is cancelled leaves nothing', async ({ page }) => {
  await openJob(page);
  await startEndless(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => namesKept(page)).toEqual([]);
});

test('what a tab left behind is removed at the next visit, and nothing that another is writing', async ({ page }) => {
  await openJob(page);
  const running = await startEndless(page);
  const other = await page.context().newPage();
  await other.goto('/jobs');
  await other.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(name, { create: true });
    await folder.getFileHandle('archive.zip', { create: true });
  }, `${running}-left`);
  await other.goto(page.url());
  await expect.poll(() => namesKept(other)).toEqual([running]);

  await page.close();
  await other.reload();
  await expect.poll(() => namesKept(other)).toEqual([]);
});

for (const [where, signOut] of [
  [
    'in the menu',
    async (page: Page) => {
      await page.getByRole('button', { name: 'Account' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
    },
  ],
  [
    'everywhere',
    async (page: Page) => {
      await page.goto('/settings/account');
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    },
  ],
] as const) {
  test(`signing out ${where} leaves no archive, not even one that another tab is writing`, async ({ page }) => {
    await openJob(page);
    const other = await page.context().newPage();
    await withoutFilePicker(other);
    await other.goto(page.url());
    const [download] = await Promise.all([other.waitForEvent('download'), downloadAll(other)]);
    await download.path();
    await startEndless(page);
    expect(await namesKept(page)).toHaveLength(2);

    await signOut(other);
    await expect(other).toHaveURL(/\/sign-in|\/$/);
    await expect.poll(() => namesKept(other)).toEqual([]);
    await expect(page.getByText('Saving 0 of 1')).toBeHidden();
  });
}

test('words say so when there is no room for it', async ({ page }) => {
  await openJob(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
  await downloadAll(page);
  await expect(page.getByText('The images were not saved')).toBeVisible();
  await expect(page.getByText('There is not enough room for the archive on this device.')).toBeVisible();
  expect(await namesKept(page)).toEqual([]);
});
