import { expect } from '@playwright/test';
import { signUpByForm } from './support/account.ts';
import { ordinaryImages, twelveMegapixelPhoto } from './support/images.ts';
import { asset, createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

test('drop, verify, review in private, publish, share, take back, delete', async ({ page, browser, context }) => {
  test.setTimeout(180_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });

  await signUpByForm(page);
  await createJob(page, 'Spring campaign');
  const files = [...(await ordinaryImages()), await twelveMegapixelPhoto()];
  await uploadInput(page).setInputFiles(files);
  for (const { name } of files) await expectStatus(page, name, 'private');
  await expect(page.locator('li[data-asset-id]')).toHaveCount(files.length);

  // What a reload shows is what the server has.
  await page.reload();
  await expect(page.locator('li[data-status="private"]')).toHaveCount(files.length);

  const published = files.slice(0, 3).map(({ name }) => name);
  const links: string[] = [];
  for (const name of published) links.push(await publish(page, name));

  const stranger = await browser.newContext();
  const visit = await stranger.newPage();
  const fileUrls: string[] = [];
  for (const [index, link] of links.entries()) {
    const response = await visit.goto(link);
    expect(response?.status()).toBe(200);
    await expect(visit.getByText(published[index] as string).first()).toBeVisible();
    const image = visit.locator('main img, img').first();
    await expect
      .poll(() => image.evaluate((element: HTMLImageElement) => element.complete && element.naturalWidth > 0))
      .toBe(true);
    fileUrls.push((await visit.locator('meta[property="og:image"]').getAttribute('content')) as string);
  }

  const [takenBack, takenBackLink, takenBackFile] = [published[0], links[0], fileUrls[0]] as [string, string, string];
  expect((await visit.request.get(takenBackFile)).status()).toBe(200);
  await asset(page, takenBack).getByRole('switch', { name: 'Public' }).click();
  await expectStatus(page, takenBack, 'private');
  expect((await visit.goto(takenBackLink))?.status()).toBe(404);
  const dead = await visit.request.get(takenBackFile);
  expect(dead.status()).toBe(400);
  expect(await dead.text()).toContain('not_found');
  expect((await visit.goto(links[1] as string))?.status()).toBe(200);

  const deleted = published[1] as string;
  await asset(page, deleted).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(asset(page, deleted)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectStatus(page, deleted, 'private');
  expect((await visit.goto(links[1] as string))?.status()).toBe(404);
  await asset(page, deleted).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(asset(page, deleted)).toHaveCount(0);
  await page.reload();
  await expect(page.locator('li[data-asset-id]')).toHaveCount(files.length - 1);
  await expect(asset(page, deleted)).toHaveCount(0);

  expect(errors).toEqual([]);
  await stranger.close();
});
