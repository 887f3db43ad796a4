import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { inBothLooks } from './support/in-both-looks.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

/** Images and jobs are renamed where their names stand. */

const picture = (page: Page, name: string) => page.getByRole('button', { name: `Open ${name}`, exact: true });
const nameInput = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });

async function openJob(page: Page): Promise<void> {
  await signUp(page);
  await createJob(page, 'Names');
  const names = ['one.tar.png', 'two.png'];
  await uploadInput(page).setInputFiles(
    names.map((name, index) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(700 + index) })),
  );
  for (const name of names) await expectStatus(page, name, 'private');
}

async function menuRename(page: Page, name: string): Promise<void> {
  await asset(page, name).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(nameInput(page)).toBeFocused();
}

test('an image by keyboard: F2, type, Enter; Escape leaves it; its keys belong to the text', async ({ page }) => {
  await openJob(page);
  await picture(page, 'one.tar.png').focus();
  await page.keyboard.press('F2');
  await expect(nameInput(page)).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const heightPx = (await asset(page, 'one.tar.png').boundingBox())?.height;
  expect(heightPx, 'the row keeps its height').toBe((await asset(page, 'two.png').boundingBox())?.height);
  // The name without its extension is what is typed over. "p" publishes elsewhere, Space selects, "/" searches.
  await page.keyboard.type('p /');
  await expect(nameInput(page)).toHaveValue('p /.png');
  for (const key of ['Home', 'Delete', 'End', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(nameInput(page)).toHaveValue(' /.png');
  await expect(nameInput(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(nameInput(page)).toHaveCount(0);
  await expect(picture(page, 'one.tar.png')).toBeFocused();
  await expectStatus(page, 'one.tar.png', 'private');

  await page.keyboard.press('F2');
  await page.keyboard.type('first');
  await page.keyboard.press('Enter');
  await expect(picture(page, 'first.png')).toBeFocused();
  await page.reload();
  await expect(asset(page, 'first.png')).toBeVisible();
  await expect(asset(page, 'two.png')).toBeVisible();
});

test('an image by mouse: the menu, and a click elsewhere saves', async ({ page }) => {
  await openJob(page);
  await menuRename(page, 'two.png');
  await nameInput(page).fill('second.png');
  await page.getByRole('heading', { level: 1 }).click({ position: { x: 1, y: 1 }, force: true });
  await expect(asset(page, 'second.png')).toBeVisible();
  await expect(nameInput(page)).toHaveCount(0);

  // Nothing is not a name: said at the field, and given up by leaving.
  await menuRename(page, 'second.png');
  await nameInput(page).fill('  ');
  await page.keyboard.press('Enter');
  await expect(nameInput(page)).toHaveAccessibleDescription('Give the image a name.');
  await page.getByRole('searchbox').click();
  await expect(nameInput(page)).toHaveCount(0);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(asset(page, 'second.png')).toBeVisible();
});

test("the server's refusal is said at the field", async ({ page }) => {
  await openJob(page);
  const assetId = await asset(page, 'two.png').getAttribute('data-asset-id');
  const status = await page.evaluate(
    async (id) => (await fetch(`/api/v1/assets/${id}?permanent=true`, { method: 'DELETE' })).status,
    assetId,
  );
  expect(status).toBe(204);
  await picture(page, 'two.png').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('gone');
  await page.keyboard.press('Enter');
  await expect(asset(page, 'two.png').getByRole('alert')).toBeVisible();
  await expect(nameInput(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(nameInput(page)).toHaveAccessibleDescription(/not|no such/i);
  await expect(nameInput(page)).toBeFocused();
  await expect(nameInput(page)).toHaveValue('gone.png');
  await page.keyboard.press('Escape');
  await expect(picture(page, 'two.png')).toBeFocused();
});

test('a title in place: Escape leaves it, Enter saves it, nothing is refused', async ({ page }) => {
  await signUp(page);
  await createJob(page, 'Before');
  const title = page.getByRole('textbox', { name: 'Title' });
  const button = page.getByRole('heading', { level: 1 }).getByRole('button');
  await button.click();
  await page.keyboard.type('Not kept');
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(button).toHaveText('Before');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(title).toHaveAccessibleDescription('Give the job a title.');
  await page.keyboard.type('After');
  await page.keyboard.press('Enter');
  await expect(button).toBeFocused();
  await page.reload();
  await expect(button).toHaveText('After');
});

inBothLooks(() => {
  test('a name that is edited is accessible and fits, with and without a problem', async ({ page }) => {
    await openJob(page);
    await menuRename(page, 'two.png');
    await expectSound(page, 'a name being edited');
    await nameInput(page).fill('');
    await page.keyboard.press('Enter');
    await expect(asset(page, 'two.png').getByRole('alert')).toBeVisible();
    await expectSound(page, 'a name with a problem');
  });
});
