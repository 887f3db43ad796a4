import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp, signUpByForm } from './support/account.ts';
import { createJob } from './support/job.ts';
import { test } from './support/test.ts';

const PATHS = [
  'Valley/IMG_10.png',
  'Valley/IMG_2.png',
  'Valley/raw/IMG_1.png',
  'Valley/raw/deep/IMG_3.png',
  'Valley/.thumbs/IMG_2.png',
  'Valley/IMG_1.png',
];
const IN_ORDER = ['IMG_1.png', 'IMG_2.png', 'IMG_10.png', 'IMG_1.png', 'IMG_3.png'];

/** Drops a folder as file managers do: real handles, here of the browser's own file system. */
async function dropFolder(page: Page, paths: string[], seed: number): Promise<void> {
  const files = paths.map((path, index) => ({ path, base64: makeTinyPng(seed + index).toString('base64') }));
  await page.evaluate(async (entries) => {
    const root = await navigator.storage.getDirectory();
    for (const { path, base64 } of entries) {
      const folders = path.split('/');
      const name = folders.pop() ?? '';
      let folder = root;
      for (const part of folders) folder = await folder.getDirectoryHandle(part, { create: true });
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
      await writable.close();
    }
    const dropped = await root.getDirectoryHandle(entries[0]?.path.split('/')[0] ?? '');
    const item = {
      kind: 'file',
      webkitGetAsEntry: () => ({ isDirectory: true }),
      getAsFileSystemHandle: async () => dropped,
    };
    const event = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items: [item], files: [] } });
    document.querySelector('h1')?.dispatchEvent(event);
  }, files);
}

/** A folder on disk, as people have it. @returns its path */
function makeFolder(parent: string, paths: string[], seed: number): string {
  for (const [index, path] of paths.entries()) {
    mkdirSync(dirname(join(parent, path)), { recursive: true });
    writeFileSync(join(parent, path), makeTinyPng(seed + index));
  }
  return join(parent, paths[0]?.split('/')[0] ?? '');
}

async function listNames(page: Page): Promise<string[]> {
  const answer = await page.request.get(`/api/v1${new URL(page.url()).pathname}/assets`);
  const { items } = (await answer.json()) as { items: { name: string; status: string }[] };
  return items.filter(({ status }) => status === 'private').map(({ name }) => name);
}

test('a folder is taken with the folders in it, in counting order, without what is hidden', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Folders');
  await dropFolder(page, PATHS, 1_200);
  await expect.poll(() => listNames(page)).toEqual(IN_ORDER);
});

test('a folder dropped on the jobs page makes a job of its name', async ({ page }) => {
  await signUpByForm(page);
  await dropFolder(page, PATHS, 1_220);
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: 'Valley' })).toBeVisible();
  await expect.poll(() => listNames(page)).toEqual(IN_ORDER);
});

test('a folder chosen by the keyboard is taken as one that is dropped, and can be chosen again', async ({
  page,
}, testInfo) => {
  const folder = makeFolder(testInfo.outputDir, PATHS, 1_240);
  const choose = async () => {
    const [dialog] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await dialog.setFiles(folder);
  };
  await signUp(page);
  await createJob(page, 'Chosen');
  await page.getByRole('button', { name: 'Choose images' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Choose a folder' }).last()).toBeFocused();
  await choose();
  await expect.poll(() => listNames(page)).toEqual(IN_ORDER);

  await page.getByRole('button', { name: 'Choose a folder' }).focus();
  await choose();
  await expect(page.getByRole('region', { name: 'Uploads' })).toContainText('5 were here already');
  await expect.poll(() => listNames(page)).toEqual(IN_ORDER);
});

test('a browser without a dialog for folders offers none', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(HTMLInputElement.prototype, 'webkitdirectory');
  });
  await signUp(page);
  await createJob(page, 'Without');
  await expect(page.getByRole('button', { name: 'Choose images' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toHaveCount(0);
});
