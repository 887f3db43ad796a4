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
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  return email;
}
