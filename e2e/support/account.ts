import { expect, type Page } from '@playwright/test';
import { createClient } from '@supabase/supabase-js';
import { EXTERNAL } from '../../tests/support/external-back-end.ts';
import { openSessionCookies } from '../../tests/support/users.ts';

let accounts = 0;

/** An address that no other test uses. */
export function freshEmail(): string {
  accounts += 1;
  return `person-${process.pid}-${Date.now()}-${accounts}@example.com`;
}

export const PASSWORD = 'three calm herons';

/**
 * Signs a new person up, without a page: what the form does at Supabase Auth. By the form where only it is known, or where
 * the address may have to be confirmed.
 */
export async function signUp(page: Page, email: string = freshEmail()): Promise<string> {
  const { E2E_SUPABASE_URL: supabaseUrl, E2E_ANON_KEY: anonKey, E2E_BASE_URL: url } = process.env;
  if (EXTERNAL || !supabaseUrl || !anonKey || !url) return signUpByForm(page, email);
  const cookies = await openSessionCookies({ supabaseUrl, anonKey }, (auth) =>
    auth.signUp({ email, password: PASSWORD }),
  );
  await page
    .context()
    .addCookies(cookies.map((cookie) => ({ ...cookie, url, httpOnly: true, sameSite: 'Lax' as const })));
  return email;
}

/** Signs a new person up as people do, and ends on their jobs page. */
export async function signUpByForm(page: Page, email: string = freshEmail()): Promise<string> {
  await page.goto('/sign-up');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  const checkMail = page.getByRole('heading', { name: 'Check your mail' });
  await expect(jobsHeading(page).or(checkMail)).toBeVisible();
  if (await checkMail.isVisible()) await page.goto(await makeConfirmLink(email));
  await expectJobs(page);
  return email;
}

/** What the mail would say whose address has to be confirmed: an external back end may want that, and nobody reads it. */
async function makeConfirmLink(email: string): Promise<string> {
  if (!EXTERNAL) throw new Error(`the embedded back end confirms ${email} by itself`);
  const { auth } = createClient(EXTERNAL.url, EXTERNAL.serviceKey, { auth: { persistSession: false } });
  const { data, error } = await auth.admin.generateLink({ type: 'signup', email, password: PASSWORD });
  if (error) throw error;
  return `/auth/confirm?${new URLSearchParams({ token_hash: data.properties.hashed_token, type: 'signup' })}`;
}

/** Fills in the form; where it leads is the caller's to expect. */
export async function signIn(page: Page, email: string, password: string = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export const expectJobs = (page: Page): Promise<void> => expect(jobsHeading(page)).toBeVisible();

const jobsHeading = (page: Page) => page.getByRole('heading', { name: 'Jobs', exact: true });
