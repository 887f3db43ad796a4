import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';
import { BATCH, longestOf, watchBatches } from './support/watch-batches.ts';

/** What a server waits for work, and as much again for the rest on a busy machine. */
const LONGEST_REQUEST_MS = 10_000;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.describe.configure({ timeout: 420_000 });

const bar = (page: Page) => page.getByRole('region', { name: 'Selected images' });
const act = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true }).click();
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).last().click();
const selectAll = (page: Page) => page.keyboard.press('Control+a');
const counts = (page: Page, words: string) => expect(page.getByText(words).first()).toBeVisible({ timeout: 60_000 });

async function openJob(page: Page, count: number): Promise<void> {
  await signUp(page);
  await createJob(page, 'Many');
  await uploadInput(page).setInputFiles(
    Array.from({ length: count }, (_, index) => ({
      name: `${String(index + 1).padStart(3, '0')}.png`,
      mimeType: 'image/png',
      buffer: makeTinyPng(index),
    })),
  );
  const verified = `/api/v1${new URL(page.url()).pathname}/assets/pages?status=private`;
  await expect
    .poll(async () => ((await (await page.request.get(verified)).json()) as { total: number }).total, {
      timeout: 300_000,
    })
    .toBe(count);
  await page.goto(`${page.url()}?sort=name`);
  await expectStatus(page, '001.png', 'private');
}

test('104 images are published, moved and trashed by two requests each, undone, and cancelled', async ({ page }) => {
  const COUNT = 104;
  await openJob(page, COUNT);
  const requests = watchBatches(page);

  await selectAll(page);
  await act(page, 'Publish');
  await expect(page.getByText(/^Publishing \d+ of 104$/)).toBeVisible();
  await counts(page, '104 images were published');
  await counts(page, '104 public');
  await undo(page);
  await counts(page, '104 images were taken back');
  await counts(page, '0 public');

  await selectAll(page);
  await act(page, 'Delete');
  await counts(page, '104 images were moved to the trash');
  await expect(page.getByRole('list', { name: 'Images' })).toBeHidden();
  await undo(page);
  await counts(page, '104 images were brought back');
  await expectStatus(page, '001.png', 'private');

  await selectAll(page);
  await act(page, 'Move to job…');
  await page.getByRole('searchbox', { name: 'Job' }).fill('Elsewhere');
  await page.getByRole('button', { name: 'New job “Elsewhere”' }).click();
  await counts(page, '104 images were moved');
  await expect(page.getByRole('list', { name: 'Images' })).toBeHidden();
  await undo(page);
  await expectStatus(page, '001.png', 'private');
  await counts(page, '104 images');

  const actions = ['publish', 'unpublish', 'trash', 'restore', 'move', 'move'];
  expect(requests.map(({ action, count }) => `${action} ${count}`)).toEqual(
    actions.flatMap((action) => [`${action} 100`, `${action} 4`]),
  );
  const longest = longestOf(requests);
  console.log(
    `requests per 100 images: 1; longest: ${longest.tookMs} ms (${longest.action} of ${longest.count}); ` +
      requests.map(({ action, count, tookMs }) => `${action} ${count}: ${tookMs} ms`).join(', '),
  );
  expect(longest.tookMs).toBeLessThan(LONGEST_REQUEST_MS);

  // Cancelled while the first hundred are asked for: those are done, the others are not asked for.
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route(BATCH, async (route) => {
    await held;
    await route.continue();
  });
  await selectAll(page);
  await act(page, 'Delete');
  const work = page.getByRole('region', { name: 'Work on the images' });
  await expect(work.getByText('Deleting 0 of 104')).toBeVisible();
  await expectSound(page, 'a change under way');
  await work.getByRole('button', { name: 'Cancel' }).click();
  letGo();
  await counts(page, 'Cancelled: 100 images were moved to the trash before');
  await counts(page, '4 images');
  await expectStatus(page, '104.png', 'private');
});

test('what fails is listed with its reason and tried again; the links of the others are copied', async ({ page }) => {
  await openJob(page, 3);
  await page.route(
    BATCH,
    async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: Record<string, unknown>[] };
      const [first, ...rest] = body.items;
      const error = { code: 'asset_not_ready', message: 'The bytes of this image have not arrived yet.' };
      await route.fulfill({
        response: answer,
        json: { ...body, items: [{ assetId: first?.assetId, error }, ...rest] },
      });
    },
    { times: 1 },
  );
  await selectAll(page);
  await act(page, 'Publish');
  const dialog = page.getByRole('dialog', { name: '1 of 3 images was not published' });
  await expect(dialog.getByText('001.png The bytes of this image have not arrived yet.')).toBeVisible({
    timeout: 60_000,
  });
  await expectSound(page, 'what failed');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await counts(page, '3 images were published');
  for (const name of ['001.png', '002.png', '003.png']) await expectStatus(page, name, 'public');

  await asset(page, '003.png').getByRole('switch', { name: 'Public' }).click();
  await expectStatus(page, '003.png', 'private');
  await selectAll(page);
  await act(page, 'Copy links');
  await page.getByRole('menuitem', { name: 'As Markdown' }).click();
  await counts(page, '2 links copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toEqual([
    expect.stringMatching(/^- \[001\.png\]\(http.*\/p\/[\w-]{22}\)$/),
    expect.stringMatching(/^- \[002\.png\]/),
  ]);
});

test('after a lost connection the rest is done by “Try again”, and by nothing before it', async ({ page }) => {
  await openJob(page, 3);
  await page.context().setOffline(true);
  await selectAll(page);
  await act(page, 'Publish');
  const dialog = page.getByRole('dialog', { name: 'Publishing stopped' });
  await expect(dialog.getByText(/^0 of 3 images were published\. The server did not answer\./)).toBeVisible();
  await page.context().setOffline(false);
  const requests = watchBatches(page);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await counts(page, '3 images were published');
  expect(requests.map(({ action, count }) => `${action} ${count}`)).toEqual(['publish 3']);
  await expect(bar(page)).toBeHidden();
});

test('a switch is never ahead of the server', async ({ page }) => {
  await openJob(page, 1);
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route(BATCH, async (route) => {
    await held;
    await route.continue();
  });
  await selectAll(page);
  await act(page, 'Publish');
  await expect(page.getByText('Publishing 0 of 1')).toBeVisible();
  const tile = asset(page, '001.png');
  await expect(tile.getByText('Publishing')).toBeVisible();
  await expect(tile).toHaveAttribute('data-status', 'private');
  await expect(tile.getByRole('switch', { name: 'Public' })).not.toBeChecked();
  await expect(tile.getByRole('button', { name: 'Copy link' })).toBeDisabled();
  letGo();
  await expectStatus(page, '001.png', 'public');
  await expect(tile.getByRole('switch', { name: 'Public' })).toBeChecked();
});
