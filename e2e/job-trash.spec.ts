import { expect } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { asset, createJob, expectStatus, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

test('of two images in the trash of a job one comes back, the other is deleted for good once that is confirmed', async ({
  page,
}) => {
  await signUp(page);
  await createJob(page, 'Bin');
  const jobUrl = page.url();
  await uploadInput(page).setInputFiles(
    [1, 2].map((seed) => ({ name: `${seed}.png`, mimeType: 'image/png', buffer: makeTinyPng(seed) })),
  );
  for (const name of ['1.png', '2.png']) {
    await expectStatus(page, name, 'private');
    await asset(page, name).getByRole('button', { name: 'Delete' }).click();
    await expect(asset(page, name)).toBeHidden();
  }

  await page.getByRole('link', { name: 'Trash' }).click();
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await row('1.png').getByRole('button', { name: 'Restore' }).click();
  await expect(row('1.png')).toHaveCount(0);

  const deleteNow = row('2.png').getByRole('button', { name: 'Delete now' });
  const question = page.getByRole('alertdialog', { name: 'Delete 2.png for good?' });
  await deleteNow.click();
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(deleteNow).toBeFocused();
  await deleteNow.click();
  await question.getByRole('button', { name: 'Delete now' }).click();
  await expect(page.getByText('Nothing in the trash')).toBeVisible();

  await page.goto(jobUrl);
  await expectStatus(page, '1.png', 'private');
  await expect(asset(page, '2.png')).toHaveCount(0);
  const { usedBytes } = (await (await page.request.get('/api/v1/me')).json()) as { usedBytes: number };
  expect(usedBytes).toBe(makeTinyPng(1).byteLength);
});
