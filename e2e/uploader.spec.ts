import { expect } from '@playwright/test';
import {
  makeHeic,
  makeHtml,
  makeImage,
  makeJpegOfBytes,
  makePngBomb,
  makeTinyPng,
  truncate,
} from '../tests/support/make-images.ts';
import { signUp, signUpByForm } from './support/account.ts';
import { asset, createJob, dropFiles, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const png = (name: string, seed: number) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(seed) });

test('bad files say why on their own tile, the others go on, nothing of them is stored', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Mixed');
  const jpeg = await makeImage({ format: 'jpeg', width: 320, height: 240, pattern: 'noise' });
  await uploadInput(page).setInputFiles([
    png('good.png', 1),
    { name: 'page.png', mimeType: 'image/png', buffer: makeHtml() },
    { name: 'holiday.heic', mimeType: 'image/heic', buffer: makeHeic() },
    { name: 'cut.jpg', mimeType: 'image/jpeg', buffer: truncate(jpeg) },
    { name: 'bomb.png', mimeType: 'image/png', buffer: makePngBomb() },
    { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    { name: 'large.jpg', mimeType: 'image/jpeg', buffer: await makeJpegOfBytes(10_485_761) },
    { name: 'really-a-jpeg.png', mimeType: 'image/png', buffer: jpeg },
  ]);
  await expectStatus(page, 'good.png', 'private');
  await expectStatus(page, 'really-a-jpeg.png', 'private');
  await expect(asset(page, 'holiday.heic')).toContainText('HEIC');
  await expect(asset(page, 'holiday.heic')).toContainText('PNG, JPEG, WebP and GIF');
  await expect(asset(page, 'empty.png')).toContainText('empty');
  await expect(asset(page, 'large.jpg')).toContainText('10 MB');
  await expect(asset(page, 'cut.jpg')).toContainText('cut short');
  await expect(asset(page, 'bomb.png')).toContainText('megapixels');
  await expect(asset(page, 'page.png')).toContainText(/HTML|not an image/);

  const me = await page.request.get('/api/v1/me');
  const { usedBytes } = (await me.json()) as { usedBytes: number };
  expect(usedBytes).toBe(makeTinyPng(1).byteLength + jpeg.byteLength);
});

test('files dropped on the jobs page make a job', async ({ page }) => {
  await signUpByForm(page);
  await dropFiles(page, [png('one.png', 11), png('two.png', 12)]);
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
  await expectStatus(page, 'one.png', 'private');
  await expectStatus(page, 'two.png', 'private');
});

test('files dropped anywhere on a job page are added to it', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Dropped');
  await dropFiles(page, [png('dropped.png', 21)]);
  await expectStatus(page, 'dropped.png', 'private');
});

test('at most six files are sent at once, straight to storage', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Many');
  const appOrigin = new URL(page.url()).origin;
  let sending = 0;
  let most = 0;
  const targets = new Set<string>();
  await page.route('**/storage/v1/object/upload/sign/**', async (route) => {
    targets.add(new URL(route.request().url()).origin);
    sending += 1;
    most = Math.max(most, sending);
    const response = await route.fetch();
    sending -= 1;
    await route.fulfill({ response });
  });
  const files = Array.from({ length: 24 }, (_, index) => png(`image-${index}.png`, 100 + index));
  await uploadInput(page).setInputFiles(files);
  await expect(page.locator('li[data-status="private"]')).toHaveCount(files.length, { timeout: 45_000 });
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(6);
  expect([...targets]).not.toContain(appOrigin);
});

test('a broken connection is retried, and a file is stored once', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Shaky');
  let broken = 0;
  await page.route('**/storage/v1/object/upload/sign/**', async (route) => {
    if (route.request().method() === 'PUT' && broken < 2) {
      broken += 1;
      return route.abort('connectionreset');
    }
    return route.continue();
  });
  await uploadInput(page).setInputFiles([png('shaky.png', 31)]);
  await expectStatus(page, 'shaky.png', 'private');
  expect(broken).toBe(2);
  await expect(page.locator('li[data-asset-id]')).toHaveCount(1);
});

test('the same image again points at the one that is there', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Twice');
  await uploadInput(page).setInputFiles([png('first.png', 41)]);
  await expectStatus(page, 'first.png', 'private');
  await uploadInput(page).setInputFiles([png('second.png', 41)]);
  await expect(page.getByText(/already/i).first()).toBeVisible();
  await page.reload();
  await expect(page.locator('li[data-asset-id]')).toHaveCount(1);
});
