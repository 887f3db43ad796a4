import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const MAX_BYTES = 10_485_760;

const png = (name: string, seed: number) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(seed) });
const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' });

/** Over the limit, and to be turned upright. */
async function makeLargePhoto(seed: number): Promise<Buffer> {
  const [width, height] = [2400, 1800];
  const data = Buffer.alloc(width * height * 3);
  let state = seed;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[at] = state >>> 24;
  }
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect(jpeg.byteLength).toBeGreaterThan(MAX_BYTES);
  return jpeg;
}

type Listed = { name: string; bytes: number; width: number; height: number; contentType: string };

async function listAssets(page: Page): Promise<Listed[]> {
  const answer = await page.request.get(`/api/v1${new URL(page.url()).pathname}/assets`);
  return ((await answer.json()) as { items: Listed[] }).items;
}

/** Scripts that the page has loaded so far, by size of what was sent. */
const listScripts = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map((entry) => ({ name: entry.name, bytes: (entry as PerformanceResourceTiming).encodedBodySize })),
  );

test('an AVIF becomes a JPEG in the browser, by code that nobody loads who does not need it', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Converted');
  await uploadInput(page).setInputFiles([png('plain.png', 801)]);
  await expectStatus(page, 'plain.png', 'private');
  const before = await listScripts(page);
  const avif = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a04020' } })
    .avif()
    .toBuffer();
  await uploadInput(page).setInputFiles([{ name: 'photo.avif', mimeType: 'image/avif', buffer: avif }]);
  await expectStatus(page, 'photo.jpg', 'private');
  const loaded = (await listScripts(page)).filter(({ name }) => before.every((other) => other.name !== name));
  console.log(`converting loaded ${loaded.length} scripts, ${loaded.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`);
  expect(loaded.length).toBeGreaterThan(0);
  expect(await listAssets(page)).toMatchObject([
    { name: 'plain.png' },
    { name: 'photo.jpg', contentType: 'image/jpeg', width: 64, height: 48 },
  ]);
});

test('photos over the limit are offered smaller, once for all of them', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Large');
  const files = await Promise.all(
    [1, 2].map(async (seed) => ({
      name: `large-${seed}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await makeLargePhoto(seed),
    })),
  );
  await uploadInput(page).setInputFiles(files);
  await expect(tray(page)).toContainText('2 files are over 10 MB.');
  await expect(asset(page, 'large-1.jpg')).toContainText('Over 10 MB');
  await tray(page).getByRole('button', { name: 'Upload smaller copies' }).click();
  for (const { name } of files) await expectStatus(page, name, 'private');
  for (const { bytes, width, height } of await listAssets(page)) {
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
    expect(bytes).toBeGreaterThan(MAX_BYTES / 4);
    expect(width / height).toBeCloseTo(1800 / 2400, 2);
  }
});

test('what another job has is copied on the server, or sent again', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Summer shoot');
  const known = [png('one.png', 811), png('two.png', 812)];
  await uploadInput(page).setInputFiles(known);
  for (const { name } of known) await expectStatus(page, name, 'private');

  let puts = 0;
  page.on('request', (request) => {
    if (request.method() === 'PUT') puts += 1;
  });
  await createJob(page, 'Selection');
  await uploadInput(page).setInputFiles([...known, png('new.png', 813)]);
  await expect(tray(page)).toContainText('2 of these are already in Summer shoot.');
  await expectStatus(page, 'new.png', 'private');
  await expect(asset(page, 'one.png')).toContainText('Already in another job');
  await tray(page).getByRole('button', { name: 'Copy' }).click();
  await expect(tray(page)).toBeFocused();
  for (const { name } of known) await expectStatus(page, name, 'private');
  expect(puts).toBe(1);
  await page.reload();
  await expect(page.locator('li[data-asset-id]')).toHaveCount(3);

  await createJob(page, 'Once more');
  await uploadInput(page).setInputFiles(known);
  await tray(page).getByRole('button', { name: 'Upload again' }).click();
  for (const { name } of known) await expectStatus(page, name, 'private');
  expect(puts).toBe(3);
});
