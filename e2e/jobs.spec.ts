import { expect } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const png = (name: string, seed: number) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(seed) });

test('a job is renamed, put in the trash, brought back and deleted', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'First title');
  await uploadInput(page).setInputFiles([png('one.png', 51)]);
  await expectStatus(page, 'one.png', 'private');
  await page.goto('/jobs');
  await expect(page.getByText('1 image')).toBeVisible();

  const more = page.getByRole('button', { name: /More|actions/i }).first();
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Second title');
  await page.getByRole('button', { name: /Rename|Save/ }).click();
  await expect(page.getByRole('link', { name: /Second title/ }).first()).toBeVisible();

  await more.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('link', { name: /Second title/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: /Second title/ }).first()).toBeVisible();

  await more.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('link', { name: /Second title/ })).toHaveCount(0);
  await page.goto('/trash');
  await page.getByRole('button', { name: 'Delete now' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Delete/ })
    .click();
  await expect(page.getByText('Second title')).toHaveCount(0);
  const { usedBytes } = (await (await page.request.get('/api/v1/me')).json()) as { usedBytes: number };
  expect(usedBytes).toBe(0);
});

test('a gallery shows what is public, only while it is on', async ({ page, browser, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signUp(page);
  await createJob(page, 'For everyone');
  await uploadInput(page).setInputFiles([png('shown.png', 61), png('hidden.png', 62)]);
  await expectStatus(page, 'shown.png', 'private');
  await expectStatus(page, 'hidden.png', 'private');
  await publish(page, 'shown.png');

  await page.getByRole('switch', { name: 'Public gallery' }).click();
  const link = page.getByRole('link', { name: /\/g\// });
  await expect(link).toBeVisible();
  const url = (await link.getAttribute('href')) as string;
  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(url))?.status()).toBe(200);
  await expect(visitor.getByRole('heading', { name: 'For everyone' })).toBeVisible();
  await expect(visitor.locator('img')).toHaveCount(1);
  expect(await visitor.content()).not.toContain('hidden.png');

  await page.getByRole('switch', { name: 'Public gallery' }).click();
  await expect(link).toHaveCount(0);
  expect((await visitor.goto(url))?.status()).toBe(404);
  await visitor.context().close();
});

test('somebody else’s job and missing pages are real 404s', async ({ page, browser }) => {
  await signUp(page);
  await createJob(page, 'Mine');
  const url = page.url();
  const other = await (await browser.newContext()).newPage();
  await signUp(other);
  expect((await other.goto(url))?.status()).toBe(404);
  for (const path of [
    '/jobs/00000000-0000-4000-8000-000000000000',
    '/jobs/nope',
    '/p/nope',
    '/g/nope',
    '/p/aaaaaaaaaaaaaaaaaaaaaa',
    '/nope',
  ]) {
    expect((await other.goto(path))?.status(), path).toBe(404);
  }
  await other.context().close();
});

test('an older answer about the job does not undo a newer change', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Race');
  await uploadInput(page).setInputFiles([png('one.png', 71)]);
  await expectStatus(page, 'one.png', 'private');
  await expect(page.getByText(/^1 image · 0 public/)).toBeVisible();

  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await page.route('**/api/v1/jobs/*', async (route) => {
    const response = await route.fetch();
    held.resolve();
    await release.promise;
    await route.fulfill({ response });
  });
  await page.getByRole('listitem', { name: 'one.png' }).getByRole('switch', { name: 'Public' }).click();
  await held.promise;
  await page.getByRole('switch', { name: 'Public gallery' }).click();
  await expect(page.getByRole('link', { name: /\/g\// })).toBeVisible();

  const askedAgain = page.waitForResponse((response) => /\/api\/v1\/jobs\/[^/]+$/.test(response.url()));
  release.resolve();
  await askedAgain;
  await expect(page.getByText(/^1 image · 1 public/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Public gallery' })).toBeChecked();
  await expect(page.getByRole('link', { name: /\/g\// })).toBeVisible();
});
