import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { makePngOfBytes, makeTinyPng } from '../tests/support/make-images.ts';
import { readZip } from '../tests/support/read-zip.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

/** As in browsers that cannot write to a file while it is made. */
const withoutFilePicker = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));

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

const LARGE = { count: 36, bytes: 9_000_000 };
/** What is held at once: the file that is written, two that wait, and what the browser needs for that. */
const FLAT_MIB = 150;

/** As if the person had chosen a file: one that Chromium writes to the disk as it does that one. */
const withFilePicker = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
  });

/** Resident memory of all processes of the browser together, in MiB, looked at ten times a second. */
async function watchMemory(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const readMiB = () =>
    processInfo.reduce((sum, { id }) => {
      const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
      return sum + Number(kilobytes ?? 0) / 1024;
    }, 0);
  const before = readMiB();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, readMiB());
  }, 100);
  return () => {
    clearInterval(timer);
    return { before: Math.round(before), grownBy: Math.round(peak - before) };
  };
}

test('a job of hundreds of megabytes is saved in flat memory', async ({ page, context, browser }) => {
  test.skip(process.platform !== 'linux', 'the memory of processes is read from /proc');
  test.setTimeout(300_000);
  const dir = mkdtempSync(join(tmpdir(), 'vitrine-zip-'));
  const paths = Array.from({ length: LARGE.count }, (_, index) => {
    const path = join(dir, `photo ${index + 1}.png`);
    writeFileSync(path, makePngOfBytes(LARGE.bytes, index));
    return path;
  });
  await signUp(page);
  await createJob(page, 'Large');
  await uploadInput(page).setInputFiles(paths);
  for (let number = 1; number <= LARGE.count; number++) {
    await expect(page.locator(`li[aria-label="photo ${number}.png"]`)).toHaveAttribute('data-status', 'private', {
      timeout: 200_000,
    });
  }
  rmSync(dir, { recursive: true });
  const url = page.url();
  await page.close();

  const saver = await context.newPage();
  await withFilePicker(saver);
  await saver.goto(url);
  await expect(asset(saver, 'photo 1.png')).toBeVisible();
  const stopWatching = await watchMemory(browser);
  const startedAt = performance.now();
  await saver.getByRole('button', { name: 'Download all' }).click();
  await expect(saver.getByText(/^Saving \d+ of 36 · /)).toBeVisible();
  await expect(saver.getByText('Large.zip is complete')).toBeVisible({ timeout: 120_000 });
  const tookMs = Math.round(performance.now() - startedAt);
  const { before, grownBy } = stopWatching();

  const { bytes, entries } = await saver.evaluate(async () => {
    const file = await (await (await navigator.storage.getDirectory()).getFileHandle('Large.zip')).getFile();
    const end = new DataView(await file.slice(-22).arrayBuffer());
    return { bytes: file.size, entries: end.getUint16(10, true) };
  });
  console.log(
    `${entries} files, ${(bytes / 1e6).toFixed(0)} MB in ${tookMs} ms; memory of the browser ${before} MiB before, ${grownBy} MiB more at most`,
  );
  expect(entries).toBe(LARGE.count);
  expect(bytes).toBeGreaterThan(LARGE.count * LARGE.bytes);
  expect(grownBy).toBeLessThan(FLAT_MIB);
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
