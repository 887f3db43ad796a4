import { expect } from '@playwright/test';
import { freshEmail, PASSWORD, signUpByForm } from './support/account.ts';
import { skipOnExternal } from './support/skip-on-external.ts';
import { test } from './support/test.ts';

test('sign up, sign out, sign in, and be sent back to where one wanted to go', async ({ page }) => {
  const email = await signUpByForm(page);
  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/trash');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ftrash/);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/trash$/);
});

test('session cookies are out of reach of scripts, and no key is in the page', async ({ page, context }) => {
  await signUpByForm(page);
  const session = (await context.cookies()).filter(({ name }) => name.startsWith('sb-'));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('sb-');
});

test('a wrong password says so and no more; many of them make one wait, but nobody else', async ({ page, browser }) => {
  const email = await signUpByForm(page);
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto('/sign-in');
  const attempt = async (password: string) => {
    await visitor.getByLabel('Email', { exact: true }).fill(email);
    await visitor.getByLabel('Password', { exact: true }).fill(password);
    await visitor.getByRole('button', { name: 'Sign in' }).click();
  };
  await attempt('wrong wrong');
  await expect(visitor.getByText('The e-mail address or the password is wrong.')).toBeVisible();
  for (let index = 0; index < 9; index++) {
    const answered = visitor.waitForResponse((response) => response.request().method() === 'POST');
    await attempt(`wrong ${index} wrong`);
    await answered;
  }
  await attempt(PASSWORD);
  await expect(visitor.getByText(/Too many wrong tries/)).toBeVisible();

  const other = await browser.newPage();
  await signUpByForm(other);
  await visitor.context().close();
  await other.close();
});

test('a forgotten password is replaced by the mailed link, once', async ({ page, browser, request }) => {
  const mailUrl = process.env.E2E_MAIL_URL;
  skipOnExternal('nobody reads its mails');
  test.skip(!mailUrl, 'of a site that E2E_BASE_URL names nobody reads mails');
  const email = await signUpByForm(page);
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto('/forgot-password');
  await visitor.getByLabel('Email', { exact: true }).fill(email);
  await visitor.getByRole('button', { name: 'Send link' }).click();
  await expect(visitor.getByText(email)).toBeVisible();

  const mails = await (await request.get(`${mailUrl}?format=json`)).text();
  const link = /https?:\/\/[^\s"\\<]+\/auth\/confirm\?[^\s"\\<]+/.exec(mails)?.[0];
  expect(link).toBeTruthy();
  const path = new URL((link as string).replaceAll('&amp;', '&'));
  await visitor.goto(path.pathname + path.search);
  await expect(visitor).toHaveURL(/\/reset-password/);
  await visitor.getByLabel('New password', { exact: true }).fill('four loud magpies');
  await visitor.getByRole('button', { name: 'Save password' }).click();
  await expect(visitor.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();

  const again = await (await browser.newContext()).newPage();
  await again.goto(path.pathname + path.search);
  await expect(again).toHaveURL(/\/sign-in/);
  await expect(again.getByText('That link has been used or is too old.')).toBeVisible();
  await again.getByLabel('Email', { exact: true }).fill(email);
  await again.getByLabel('Password', { exact: true }).fill('four loud magpies');
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
});

test('errors of the form are on their fields', async ({ page }) => {
  await page.goto('/sign-up');
  await page.getByLabel('Email', { exact: true }).fill(freshEmail());
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Use at least 8 characters.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
});
