import { type Browser, expect, type Page } from '@playwright/test';
import { sha256Of } from '../tests/support/api-client.ts';
import { createBackend } from '../tests/support/database.ts';
import { type Stack, startStack } from '../tests/support/start-stack.ts';
import { expectJobs, freshEmail, PASSWORD, signIn } from './support/account.ts';
import { skipOnExternal } from './support/skip-on-external.ts';
import { test } from './support/test.ts';

skipOnExternal('it has one sign-up policy for all specs');
test.describe.configure({ mode: 'serial' });

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ env: { SIGN_UP: 'invite' } });
  const { error } = await createBackend(stack).client.rpc('create_invitation', {
    ...{ p_created_by: null, p_token_hash: sha256Of('of-the-operator'), p_note: null, p_seconds: 600 },
  });
  expect(error).toBeNull();
});
test.afterAll(() => stack?.stop());

async function fillForm(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
}

const openPage = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ baseURL: stack.appUrl, permissions: ['clipboard-read', 'clipboard-write'] })).newPage();

/** Past the app, with the project's public key. */
async function signUpAtBackend(): Promise<string> {
  const email = freshEmail();
  const made = await fetch(`${stack.supabaseUrl}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: stack.anonKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  expect(made.ok).toBe(true);
  return email;
}

test('an account needs an invitation; a member makes one, which lets one guest in', async ({ browser }) => {
  const member = await openPage(browser);
  await member.goto('/sign-up');
  await fillForm(member, freshEmail());
  await expect(member.getByText('Enter the link or code of your invitation.')).toBeVisible();
  await expect(member.getByRole('textbox', { name: 'Invitation' })).toBeFocused();
  await member.getByRole('textbox', { name: 'Invitation' }).fill('of-the-operator');
  await member.getByRole('button', { name: 'Create account' }).click();
  await expectJobs(member);

  await member.goto('/settings/account');
  const section = member.getByRole('region', { name: 'Invitations' });
  await section.getByRole('textbox', { name: 'For whom' }).fill('Grace');
  await section.getByRole('button', { name: 'Make invitation' }).click();
  const link = await section.getByRole('textbox', { name: /^Invitation for/ }).inputValue();
  expect(link).toMatch(/\/sign-up\?invite=[\w-]{32}$/);
  await section.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => member.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await expect(section.getByRole('listitem').filter({ hasText: 'Grace' })).toBeVisible();

  const guest = await openPage(browser);
  await guest.goto(link);
  await expect(guest.getByText('You are invited.')).toBeVisible();
  await fillForm(guest, freshEmail());
  await expectJobs(guest);
  const late = await openPage(browser);
  await late.goto(link);
  await expect(late.getByText('This invitation has been used.')).toBeVisible();

  await section.getByRole('textbox', { name: 'For whom' }).fill('Nobody');
  await section.getByRole('button', { name: 'Make invitation' }).click();
  const revoked = await section.getByRole('textbox', { name: 'Invitation for “Nobody”' }).inputValue();
  await section.getByRole('button', { name: 'Revoke the invitation Nobody' }).click();
  await expect(section.getByRole('listitem').filter({ hasText: 'Nobody' })).toHaveCount(0);
  await late.goto(revoked);
  await expect(late.getByText('This invitation is not valid.')).toBeVisible();
});

test('who has an account at the back end alone is told, and comes in by an invitation', async ({ browser }) => {
  const email = await signUpAtBackend();
  const { client } = createBackend(stack);
  await client.rpc('create_invitation', {
    ...{ p_created_by: null, p_token_hash: sha256Of('second'), p_note: null, p_seconds: 600 },
  });
  const page = await openPage(browser);
  await signIn(page, email);
  await expect(page.getByRole('heading', { name: 'New accounts need an invitation here' })).toBeVisible();
  const field = page.getByRole('textbox', { name: 'Invitation' });
  await field.fill('nonsense');
  await page.getByRole('button', { name: 'Use invitation' }).click();
  await expect(page.getByText('This invitation is not valid.')).toBeVisible();
  await field.fill(`${stack.appUrl}/sign-up?invite=second`);
  await page.getByRole('button', { name: 'Use invitation' }).click();
  await expectJobs(page);
});

test('who is not let in can delete the account all the same', async ({ browser }) => {
  const email = await signUpAtBackend();
  const page = await openPage(browser);
  await signIn(page, email);
  await page.getByText('Delete this account').click();
  await page.getByRole('textbox', { name: 'Current password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
  await signIn(page, email);
  await expect(page.getByText('The e-mail address or the password is wrong.')).toBeVisible();
});
