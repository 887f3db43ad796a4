import { test as base, expect } from '@playwright/test';

/** Playwright's `test`, which fails when anything on a page broke its Content-Security-Policy. */
export const test = base.extend<{ keepsPolicy: undefined }>({
  keepsPolicy: [
    async ({ context }, use) => {
      const violations: string[] = [];
      context.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
      });
      await use(undefined);
      expect(violations).toEqual([]);
    },
    { auto: true },
  ],
});
