import { expect, type Page } from '@playwright/test';
import { makeTinyPng } from '../tests/support/make-images.ts';
import { runAdmin } from '../tests/support/run-admin.ts';
import { signUp } from './support/account.ts';
import { expectSound } from './support/expect-sound.ts';
import { asset, createJob, expectStatus, publish, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const png = (name: string, seed: number) => ({ name, mimeType: 'image/png', buffer: makeTinyPng(seed) });

test.skip(!process.env.E2E_OPERATOR_ENV, 'of a site that E2E_BASE_URL names we have no keys');

async function admin(...args: string[]): Promise<void> {
  const { exitCode, stderr } = await runAdmin(args, JSON.parse(process.env.E2E_OPERATOR_ENV ?? '{}'));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
}

async function expectHint(page: Page, name: string, hint: string): Promise<void> {
  const publicSwitch = asset(page, name).getByRole('switch', { name: 'Public' });
  await expect(publicSwitch).toHaveAttribute('aria-disabled', 'true');
  await publicSwitch.focus();
  await expect(page.getByRole('tooltip')).toContainText(hint);
  await page.keyboard.press('Space');
  await expect(publicSwitch).not.toBeChecked();
}

test('an image that the operator took down says so, and why, and is not published', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signUp(page);
  await createJob(page, 'Taken down');
  await uploadInput(page).setInputFiles([png('plate.png', 1), png('fine.png', 2)]);
  await expectStatus(page, 'fine.png', 'private');
  await expectStatus(page, 'plate.png', 'private');
  const link = await publish(page, 'plate.png');
  await admin('takedown', link, '--reason', 'It shows a licence plate.');
  expect((await page.request.get(link)).status()).toBe(404);

  await page.reload();
  await expect(asset(page, 'plate.png')).toContainText('Taken down');
  await expectHint(page, 'plate.png', 'The reason: It shows a licence plate.');
  await expect(asset(page, 'fine.png').getByRole('switch', { name: 'Public' })).not.toHaveAttribute('aria-disabled');
  await expectSound(page, 'a job with an image that was taken down');
  await page.getByRole('button', { name: 'Open plate.png' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'The operator took this image down, so it cannot be published. The reason: It shows a licence plate.',
  );
});

test('an account that the operator took down says so on every page, and each file that is added says why not', async ({
  page,
}) => {
  const email = await signUp(page);
  await createJob(page, 'Suspended');
  await uploadInput(page).setInputFiles(png('before.png', 3));
  await expectStatus(page, 'before.png', 'private');
  await admin('takedown', '--account', email, '--reason', 'Spam.');

  await uploadInput(page).setInputFiles([png('one.png', 4), png('two.png', 5)]);
  const refusal = 'This account was taken down by the operator: nothing can be added or published.';
  for (const name of ['one.png', 'two.png']) await expect(asset(page, name)).toContainText(refusal);
  await asset(page, 'before.png').getByRole('switch', { name: 'Public' }).click();
  await expect(page.getByText('before.png was not published')).toBeVisible();

  await page.reload();
  const banner = page.getByRole('complementary', { name: 'Account taken down' });
  await expect(banner).toContainText('The reason: Spam.');
  await expectSound(page, 'a job of a suspended account');
  await page.goto('/jobs');
  await expect(banner).toBeVisible();
  await admin('restore', '--account', email);
  await page.reload();
  await expect(banner).toHaveCount(0);
});
