import { defineConfig, devices } from '@playwright/test';
import { chromiumArgs, findChromium } from './scripts/launch/chromium.mjs';

const FIGURES = /(gallery-large|uploader-scale)\.spec\.ts$/;

const chromium = {
  ...devices['Desktop Chrome'],
  launchOptions: { executablePath: findChromium(process.env) ?? undefined, args: chromiumArgs() },
};

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './tests/support/e2e-stack.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // Wide enough for a loaded machine; a test on an idle one takes seconds.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/report.json' }]],
  use: {
    // Set by the global setup; every worker reads this file after it.
    baseURL: process.env.E2E_BASE_URL,
    // Its pictures of every frame would be a good part of what a run costs; it has the document at each step.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'chromium', testIgnore: FIGURES, use: chromium },
    // One at a time, and by `npm test` without the others: what they measure is the page, not what runs beside it.
    { name: 'figures', testMatch: FIGURES, use: chromium, workers: 1 },
  ],
});
