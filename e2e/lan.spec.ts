import { networkInterfaces } from 'node:os';
import { expect } from '@playwright/test';
import { makeImage, makeTinyPng } from '../tests/support/make-images.ts';
import { type Stack, startStack } from '../tests/support/start-stack.ts';
import { signUpByForm } from './support/account.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { skipOnExternal } from './support/skip-on-external.ts';
import { test } from './support/test.ts';

/** A phone in the same room: plain http, another host name, and a browser that therefore keeps much to itself. */

const address = Object.values(networkInterfaces())
  .flat()
  .find((candidate) => candidate?.family === 'IPv4' && !candidate.internal)?.address;

// One stack, not one for each worker.
test.describe.configure({ mode: 'default' });
skipOnExternal('its addresses are those of SUPABASE_PUBLIC_URL, not of the request');

let stack: Stack;
let siteUrl: string;
let storageUrl: string;

const onNetwork = (url: string): string => {
  const there = new URL(url);
  there.hostname = address ?? '';
  return there.origin;
};

test.beforeAll(async () => {
  test.skip(address === undefined, 'this machine has no address but loopback');
  stack = await startStack({ host: '0.0.0.0' });
  siteUrl = onNetwork(stack.appUrl);
  storageUrl = onNetwork(stack.supabaseUrl);
});
test.afterAll(() => stack?.stop());

test('sign up, upload, publish, gallery and links work', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: siteUrl });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

  await signUpByForm(page);
  // What a browser gives to secure origins alone is really missing here.
  expect(await page.evaluate(() => [isSecureContext, 'subtle' in crypto, 'clipboard' in navigator])).toEqual([
    false,
    false,
    false,
  ]);
  await createJob(page, 'From the sofa');
  await uploadInput(page).setInputFiles([
    { name: 'tiny.png', mimeType: 'image/png', buffer: makeTinyPng(1) },
    {
      name: 'photo.jpg',
      mimeType: 'image/jpeg',
      buffer: await makeImage({ format: 'jpeg', width: 1600, height: 900 }),
    },
  ]);
  for (const name of ['tiny.png', 'photo.jpg']) await expectStatus(page, name, 'private');
  const thumbnail = asset(page, 'photo.jpg').locator(`img[src^="${storageUrl}"]`);
  await expect.poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await asset(page, 'photo.jpg').getByRole('switch', { name: 'Public' }).click();
  await expectStatus(page, 'photo.jpg', 'public');
  await asset(page, 'photo.jpg').getByRole('button', { name: 'Copy link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy the link' });
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toMatch(new RegExp(`^${siteUrl}/p/[\\w-]{22}$`));
  await page.keyboard.press('Escape');
  await page.getByRole('switch', { name: 'Public gallery' }).click();
  const galleryUrl = (await page.getByRole('link', { name: /\/g\// }).getAttribute('href')) ?? '';
  expect(galleryUrl).toMatch(new RegExp(`^${siteUrl}/g/`));

  const visitor = await (await browser.newContext()).newPage();
  for (const url of [link, galleryUrl]) {
    expect((await visitor.goto(url))?.status()).toBe(200);
    const picture = visitor.locator('main img').first();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
  expect(errors).toEqual([]);
  await visitor.context().close();
  await context.close();
});

test('the network reaches files, and neither accounts nor rows nor mails', async ({ request }) => {
  const headers = { apikey: stack.serviceKey, authorization: `Bearer ${stack.serviceKey}` };
  for (const path of ['/auth/v1/settings', '/rest/v1/assets', new URL(stack.mailUrl ?? stack.appUrl).pathname]) {
    const answer = await request.get(storageUrl + path, { headers });
    expect(answer.status(), path).toBe(404);
  }
  expect((await request.get(`${storageUrl}/storage/v1/object/public/public-assets/none.png`)).status()).toBe(400);
});
