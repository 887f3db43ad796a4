import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { createJob } from './support/job.ts';
import { test } from './support/test.ts';

/** Makes a token by the form, by keyboard alone. @returns the token */
async function createToken(page: Page, name: string, scopes: readonly string[]): Promise<string> {
  await page.getByRole('button', { name: 'New token' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(name);
  for (const scope of ['Read', 'Upload', 'Publish', 'Delete']) {
    const box = page.getByRole('checkbox', { name: scope, exact: true });
    if ((await box.isChecked()) !== scopes.includes(scope)) {
      await box.focus();
      await page.keyboard.press('Space');
    }
  }
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  const shown = page.getByRole('textbox', { name: `Token “${name}”` });
  await expect(shown).toBeFocused();
  return shown.inputValue();
}

for (const { colorScheme, viewport } of [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const) {
  test(`the API settings are accessible and fit: ${colorScheme}, ${viewport.width} wide`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signUp(page);
    await page.goto('/settings/api');
    await expectSound(page, 'the page without a token and a job');
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    await expect(page.getByText('Give the token a name.')).toBeVisible();
    await expectSound(page, 'the dialog for a new token');
    await page.keyboard.press('Escape');
    await createToken(page, 'A name that is rather long, as the names of real scripts tend to be', ['Read']);
    await expectSound(page, 'the page with a new token');
    await page.getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectSound(page, 'the question before revoking');
    await context.close();
  });
}

test('a token made here lets a script in as far as it was allowed, until it is revoked', async ({ page, request }) => {
  await signUp(page);
  await page.goto('/settings/api');
  const token = await createToken(page, 'Nightly export', ['Read']);
  expect(token).toMatch(/^vt_[\w-]{43}$/);
  const headers = { authorization: `Bearer ${token}` };
  expect((await request.get('/api/v1/jobs', { headers })).status()).toBe(200);
  const refused = await request.post('/api/v1/jobs', { headers, data: { title: 'By a script' } });
  expect(refused.status()).toBe(403);
  expect((await refused.json()).error).toMatchObject({ code: 'forbidden' });

  await page.reload();
  expect(await page.content()).not.toContain(token);
  const item = page.getByRole('listitem', { name: 'Nightly export' });
  await expect(item).toContainText(`vt_…${token.slice(-4)}`);
  await expect(item).toContainText(/Last used.*just now/);
  await item.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(item).toBeHidden();
  await expect(page.getByRole('button', { name: 'New token' })).toBeFocused();
  expect((await request.get('/api/v1/jobs', { headers })).status()).toBe(401);
});

test('the recipes and the ShareX config carry the job and the token', async ({ page, baseURL }) => {
  await signUp(page);
  await createJob(page, 'Screenshots');
  const jobId = page.url().split('/').at(-1);
  await page.goto('/settings/api');
  const sharex = page.getByRole('region', { name: 'ShareX' });
  await expect(sharex.getByRole('combobox', { name: 'Job' })).toHaveValue(jobId ?? '');
  const download = async () => {
    const started = page.waitForEvent('download');
    await sharex.getByRole('button', { name: 'Download ShareX config' }).click();
    const file = await started;
    return { name: file.suggestedFilename(), config: JSON.parse(readFileSync(await file.path(), 'utf8')) };
  };
  const without = await download();
  expect(without.name).toBe('vitrine-replace-the-token.sxcu');
  expect(without.config.Headers).toEqual({ Authorization: 'Bearer REPLACE_WITH_YOUR_TOKEN' });

  const token = await createToken(page, 'ShareX', ['Upload', 'Publish']);
  await expect(page.getByRole('region', { name: 'Set the token' })).toContainText(token);
  await expect(page.getByRole('region', { name: 'Upload an image' })).toContainText(
    `${baseURL}/api/v1/jobs/${jobId}/assets`,
  );
  const { name, config } = await download();
  expect(name).toBe('vitrine.sxcu');
  expect(config).toEqual({
    Version: '17.0.0',
    Name: 'Vitrine: Screenshots',
    DestinationType: 'ImageUploader, FileUploader',
    RequestMethod: 'POST',
    RequestURL: `${baseURL}/api/v1/jobs/${jobId}/assets`,
    Headers: { Authorization: `Bearer ${token}` },
    Body: 'MultipartFormData',
    Arguments: { visibility: 'public' },
    FileFormName: 'file',
    URL: '{json:pageUrl}',
    ThumbnailURL: '{json:variants.thumbnail}',
    ErrorMessage: '{json:error.message}',
  });
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(token)).toHaveCount(0);
});

test('who has no job yet makes one here', async ({ page }) => {
  await signUp(page);
  await page.goto('/settings/api');
  const sharex = page.getByRole('region', { name: 'ShareX' });
  await expect(sharex.getByRole('button', { name: 'Download ShareX config' })).toBeDisabled();
  await sharex.getByRole('button', { name: 'New job' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Captures');
  await page.getByRole('button', { name: 'Create job' }).click();
  await expect(sharex.getByRole('combobox', { name: 'Job' })).toContainText('Captures');
  await expect(sharex.getByRole('button', { name: 'Download ShareX config' })).toBeEnabled();
});
