import { expect, type Locator, type Page } from '@playwright/test';

/** Makes a job by the dialog and ends on its page. */
export async function createJob(page: Page, title: string): Promise<void> {
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'New job' }).first().click();
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByRole('button', { name: 'Create job' }).click();
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
}

export const uploadInput = (page: Page): Locator => page.getByLabel('Upload images');

/** The list item of one image. */
export const asset = (page: Page, name: string): Locator => page.getByRole('listitem', { name, exact: true });

export async function expectStatus(page: Page, name: string, status: string): Promise<void> {
  await expect(asset(page, name)).toHaveAttribute('data-status', status, { timeout: 30_000 });
}

/** Publishes by the switch and gives the link that "Copy link" copies. */
export async function publish(page: Page, name: string): Promise<string> {
  const item = asset(page, name);
  await item.getByRole('switch', { name: 'Public' }).click();
  await expectStatus(page, name, 'public');
  await item.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/p\/[\w-]{22}$/);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Starts an upload as a person would by dropping files onto the page. */
export async function dropFiles(
  page: Page,
  files: { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (entries) => {
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of entries) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      return data;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.getByRole('heading', { level: 1 }).dispatchEvent(type, { dataTransfer: transfer });
  }
}
