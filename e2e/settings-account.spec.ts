import { type Browser, expect, type Page } from '@playwright/test';
import { expectJobs, freshEmail, PASSWORD, signIn, signUp } from './support/account.ts';
import { skipOnExternal } from './support/skip-on-external.ts';
import { test } from './support/test.ts';

const NEW_PASSWORD = 'four loud magpies';

/** The same person in another browser. */
async function openOther(browser: Browser, email: string, password: string): Promise<Page> {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, email, password);
  await expectJobs(other);
  return other;
}

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a new address takes the password and a mail to itself; then it signs in and the old one does not', async ({
  page,
  browser,
  request,
}) => {
  const mailUrl = process.env.E2E_MAIL_URL;
  skipOnExternal('nobody reads its mails');
  test.skip(!mailUrl, 'of a site that E2E_BASE_URL names nobody reads mails');
  const email = await signUp(page);
  const newEmail = freshEmail();
  await page.goto('/settings/account');
  const form = section(page, 'Email');
  await form.getByRole('textbox', { name: 'New email' }).fill(newEmail);
  await form.getByRole('textbox', { name: 'Current password' }).fill('wrong wrong');
  await form.getByRole('button', { name: 'Change email' }).click();
  await expect(form.getByText('This is not your current password.')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Current password' })).toBeFocused();
  await form.getByRole('textbox', { name: 'Current password' }).fill(PASSWORD);
  await form.getByRole('button', { name: 'Change email' }).click();
  await expect(form.getByRole('status')).toContainText(`Open the link in the mail to ${newEmail}`);

  const { mails } = (await (await request.get(`${mailUrl}?format=json`)).json()) as {
    mails: { to: string; link: string }[];
  };
  const link = new URL(mails.find(({ to }) => to === newEmail)?.link ?? '');
  await page.goto(link.pathname + link.search);
  await expect(page).toHaveURL(/\/settings\/account$/);
  await expect(section(page, 'Email').getByText(newEmail)).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await signIn(visitor, email, PASSWORD);
  await expect(visitor.getByText('The e-mail address or the password is wrong.')).toBeVisible();
  await signIn(visitor, newEmail, PASSWORD);
  await expectJobs(visitor);
  await visitor.context().close();
});

test('a new password signs the other browsers out, not this one', async ({ page, browser }) => {
  const email = await signUp(page);
  const other = await openOther(browser, email, PASSWORD);
  await page.goto('/settings/account');
  const form = section(page, 'Password');
  await form.getByRole('textbox', { name: 'New password' }).fill('short');
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(form.getByText('Enter your password.')).toBeVisible();
  await expect(form.getByText('Use at least 8 characters.')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Current password' })).toBeFocused();
  await form.getByRole('textbox', { name: 'Current password' }).fill(PASSWORD);
  await form.getByRole('textbox', { name: 'New password' }).fill(NEW_PASSWORD);
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(form.getByRole('status')).toHaveText('Your password is changed. All other browsers are signed out.');

  await page.goto('/jobs');
  await expectJobs(page);
  await other.goto('/jobs');
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, email, PASSWORD);
  await expect(other.getByText('The e-mail address or the password is wrong.')).toBeVisible();
  await signIn(other, email, NEW_PASSWORD);
  await expectJobs(other);
  await other.context().close();
});

test('signing out everywhere ends this session and the others', async ({ page, browser }) => {
  const email = await signUp(page);
  const other = await openOther(browser, email, PASSWORD);
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  for (const browserPage of [page, other]) {
    await browserPage.goto('/jobs');
    await expect(browserPage).toHaveURL(/\/sign-in/);
  }
  await other.context().close();
});
