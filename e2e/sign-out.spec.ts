import { expect } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signIn, signUp } from './support/account.ts';
import { createJob, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

test('signing out leaves no names of files in the browser', async ({ page }) => {
  const email = await signUp(page);
  await createJob(page, 'Unfinished');
  const jobUrl = page.url();
  const unfinished = page.getByRole('region', { name: 'Unfinished upload' });
  await page.route('**/storage/v1/object/upload/sign/**', (route) => route.abort());
  const file = { name: 'secret.png', mimeType: 'image/png', buffer: makeTinyPng(1) };
  const declared = page.waitForResponse((response) => response.url().endsWith('/uploads'));
  await uploadInput(page).setInputFiles(file);
  await declared;
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await expect(unfinished).toBeVisible();

  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in|\/$/);
  await signIn(page, email);
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  await page.goto(jobUrl);
  await expect(page.getByRole('heading', { name: 'Unfinished' })).toBeVisible();
  const kept = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const open = indexedDB.open(names[0] ?? '');
    await new Promise((resolve) => open.addEventListener('success', resolve));
    const all = open.result.transaction('manifest').objectStore('manifest').getAll();
    await new Promise((resolve) => all.addEventListener('success', resolve));
    return all.result.length;
  });
  expect(kept).toBe(0);
  await expect(unfinished).toBeHidden();
});
