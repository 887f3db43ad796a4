import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Page, type Route } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { createJob, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

type ListedAsset = { id: string; name: string; status: string; sha256: string; bytes: number };

const FILES = 500;
/** Of them in when the page is reloaded. */
const IN_BEFORE_RELOAD = 120;
const FAULT_RATE = 0.1;

// A trace of so many requests would be what takes the time.
test.use({ trace: 'off' });

/** Files on the disk: only these keep their time of change from one drop to the next. */
function writeImages(folder: string, count: number, seed: number): string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `image-${index}.png`);
    writeFileSync(path, makeTinyPng(seed + index));
    return path;
  });
}

/** The same numbers in every run, in [0, 1). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const PUTS = '**/storage/v1/object/upload/sign/**';
const jobIdOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';
/** Of the object that a PUT is for. */
const keyOf = (url: string) => new URL(url).pathname.split('/upload/sign/assets/').at(-1) ?? '';

async function listAssets(page: Page): Promise<ListedAsset[]> {
  const assets: ListedAsset[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await page.request.get(`/api/v1/jobs/${jobIdOf(page)}/assets?limit=100${query}`);
    const body = (await answer.json()) as { items: ListedAsset[]; nextCursor: string | null };
    assets.push(...body.items);
    cursor = body.nextCursor;
  }
  return assets;
}

const countVerified = async (page: Page) =>
  (await listAssets(page)).filter(({ status }) => status === 'private').length;

test(`${FILES} files, 10 % of all requests fail, one reload: none lost, none twice`, async ({ page }, testInfo) => {
  test.setTimeout(420_000);
  const startedAt = Date.now();
  await signUp(page);
  await createJob(page, 'Five hundred');
  page.on('dialog', (dialog) => void dialog.accept());

  const paths = writeImages(testInfo.outputPath('images'), FILES, 700_000);
  const random = seededRandom(20260309);
  const faults = { answered: 0, cutBefore: 0, cutAfter: 0 };
  /** Keys of objects: whose bytes they are to be, those that arrived, and those that were verified. */
  const fileOf = new Map<string, string>();
  const arrived = new Set<string>();
  const finished = new Set<string>();
  let sentBytes = 0;
  let resentBytes = 0;
  let resentFinishedBytes = 0;

  /** One request in ten fails: on the way there, at the server, or on the way back. */
  const disturb = async (route: Route, pass: () => Promise<void>, passAndLose: () => Promise<void>): Promise<void> => {
    if (random() >= FAULT_RATE) return pass();
    const kind = random();
    if (kind < 0.25) {
      faults.cutBefore += 1;
      return route.abort('connectionreset');
    }
    if (kind < 0.5) {
      faults.cutAfter += 1;
      await passAndLose();
      return route.abort('connectionreset').catch(() => {});
    }
    faults.answered += 1;
    const headers = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' };
    if (kind < 0.75) return route.fulfill({ status: 429, headers: { ...headers, 'retry-after': '1' }, body: '' });
    return route.fulfill({ status: 500, headers, body: 'broken' });
  };
  await page.route(PUTS, (route) => {
    const request = route.request();
    if (request.method() !== 'PUT') return route.continue();
    const key = keyOf(request.url());
    const body = readFileSync(fileOf.get(key) ?? '');
    const count = () => {
      sentBytes += body.byteLength;
      if (arrived.has(key)) resentBytes += body.byteLength;
      if (finished.has(key)) resentFinishedBytes += body.byteLength;
      arrived.add(key);
    };
    return disturb(
      route,
      () => {
        count();
        return route.continue();
      },
      async () => {
        count();
        await fetch(request.url(), { method: 'PUT', headers: { 'content-type': 'image/png' }, body });
      },
    );
  });
  await page.route(/\/api\/v1\/assets\/[^/]+\/(complete|upload-url)$/, (route) =>
    disturb(
      route,
      () => route.continue(),
      async () => void (await route.fetch().catch(() => null)),
    ),
  );
  await page.route(/\/api\/v1\/jobs\/[^/]+\/uploads$/, (route) => {
    const declared = (route.request().postDataJSON() as { files: { name: string }[] }).files;
    const ask = async () => {
      const response = await route.fetch();
      const { files } = (await response.json()) as { files: { path?: string }[] };
      files.forEach(({ path }, index) => {
        const file = paths.find((other) => basename(other) === declared[index]?.name);
        if (path !== undefined && file !== undefined) fileOf.set(path, file);
      });
      return response;
    };
    return disturb(
      route,
      async () => route.fulfill({ response: await ask() }),
      async () => void (await ask()),
    );
  });
  page.on('response', async (response) => {
    if (!response.url().endsWith('/complete') || !response.ok()) return;
    const asset = (await response.json().catch(() => null)) as { status: string; path: string } | null;
    if (asset?.status !== 'private') return;
    finished.add(asset.path);
  });

  await uploadInput(page).setInputFiles(paths);
  await expect
    .poll(() => finished.size, { timeout: 180_000, intervals: [500] })
    .toBeGreaterThanOrEqual(IN_BEFORE_RELOAD);
  await page.reload();

  const notice = page.getByRole('region', { name: 'Unfinished upload' });
  await expect(notice).toContainText(/^\d+ of 500 files from \d\d:\d\d are not in yet\. Drop the same files again/);
  const missing = Number(/^\d+/.exec((await notice.textContent()) ?? '')?.[0]);
  expect(missing).toBeLessThanOrEqual(FILES - IN_BEFORE_RELOAD);
  const finishedBeforeReload = finished.size;

  await uploadInput(page).setInputFiles(paths);
  await expect(notice).toBeHidden();
  await expect.poll(() => countVerified(page), { timeout: 240_000, intervals: [2_000] }).toBe(FILES);
  await expect(page.getByRole('region', { name: 'Uploads' })).toContainText(/image[s]? (is|are) in/);

  const assets = await listAssets(page);
  console.log(
    `${FILES} files, faults: ${faults.answered} answered 429 or 500, ${faults.cutBefore} cut before and ` +
      `${faults.cutAfter} after the server; ${finishedBeforeReload} finished before the reload, ${missing} missing; ` +
      `sent ${sentBytes} bytes, again ${resentBytes}, again of finished files ${resentFinishedBytes}; ` +
      `${assets.length} assets; ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
  expect(faults.answered + faults.cutBefore + faults.cutAfter).toBeGreaterThan(50);
  expect(assets.map(({ name }) => name).toSorted()).toEqual(paths.map((path) => basename(path)).toSorted());
  expect(new Set(assets.map(({ sha256 }) => sha256)).size).toBe(FILES);
  expect(sentBytes).toBeGreaterThan(0);
  expect(resentFinishedBytes).toBe(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(notice).toBeHidden();
});

/** Lets every drop that the browser remembers be so much older. @returns how many files it remembers */
const ageManifest = (page: Page, days: number) =>
  page.evaluate(async (ms) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('vitrine-uploads'));
    const store = database.transaction('manifest', 'readwrite').objectStore('manifest');
    const entries = (await done(store.getAll())) as { startedAtMs: number }[];
    for (const entry of entries) store.put({ ...entry, startedAtMs: entry.startedAtMs - ms });
    database.close();
    return entries.length;
  }, days * 86_400_000);

test('what is missing is forgotten after a week, of every job', async ({ page }, testInfo) => {
  await signUp(page);
  await createJob(page, 'Given up');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.route(PUTS, (route) => (route.request().method() === 'PUT' ? undefined : route.continue()));
  await uploadInput(page).setInputFiles(writeImages(testInfo.outputPath('images'), 2, 720_000));
  await expect(page.locator('li[data-status="uploading"]')).toHaveCount(2);
  await page.reload();
  const notice = page.getByRole('region', { name: 'Unfinished upload' });
  await expect(notice).toContainText(/^2 files from \d\d:\d\d are not in yet\./);
  expect(await ageManifest(page, 6)).toBe(2);
  await page.reload();
  await expect(notice).toContainText(/^2 files from \d+ \w+, \d\d:\d\d are not in yet\./);
  expect(await ageManifest(page, 2)).toBe(2);
  await createJob(page, 'Another');
  await expect.poll(() => ageManifest(page, 0)).toBe(0);
});

test('what is missing can be dismissed, and nothing is said where the browser keeps nothing', async ({
  page,
}, testInfo) => {
  await signUp(page);
  await createJob(page, 'Broken off');
  page.on('dialog', (dialog) => void dialog.accept());
  const holdPuts = (route: Route) => (route.request().method() === 'PUT' ? undefined : route.continue());
  await page.route(PUTS, holdPuts);
  const paths = writeImages(testInfo.outputPath('images'), 3, 710_000);
  await uploadInput(page).setInputFiles(paths);
  await expect(page.locator('li[data-status="uploading"]')).toHaveCount(3);
  await page.reload();
  const notice = page.getByRole('region', { name: 'Unfinished upload' });
  await expect(notice).toContainText(/^3 files from \d\d:\d\d are not in yet\./);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  await page.reload();
  await expect(page.locator('li[data-status="awaiting_upload"]')).toHaveCount(3);
  await expect(notice).toBeHidden();

  await page.unroute(PUTS, holdPuts);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.reload();
  await uploadInput(page).setInputFiles(paths);
  await expect(page.locator('li[data-status="private"]')).toHaveCount(3);
  expect(errors).toEqual([]);
});
