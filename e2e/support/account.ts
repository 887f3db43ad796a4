import { expect, type Page } from '@playwright/test';

let accounts = 0;

/** An address that no other test uses. */
export function freshEmail(): string {
  accounts += 1;
  return `person-${process.pid}-${Date.now()}-${accounts}@example.com`;
}

export const PASSWORD = 'three calm herons';

/** Signs a new person up by the form and ends on their jobs page. */
export async function signUp(page: Page, email: string = freshEmail()): Promise<string> {
  await page.goto('/sign-up');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expectJobs(page);
  return email;
}

/** Fills in the form; where it leads is the caller's to expect. */
export async function signIn(page: Page, email: string, password: string = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export const expectJobs = (page: Page): Promise<void> =>
  expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
