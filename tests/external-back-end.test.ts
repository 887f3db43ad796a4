import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBackend } from '../scripts/launch/backend.mjs';
import type { Child } from '../scripts/launch/child.mjs';
import { PINNED_NODE, ROOT } from '../scripts/launch/paths.mjs';
import { runAdmin } from './support/run-admin.ts';
import { BLANK_CONFIGURATION } from './support/start-stack.ts';

/** The suites against a back end that somebody else started: as they run against a Supabase project. */

const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-external-'));
let child: Child | undefined;
let keys: { SUPABASE_URL: string; SUPABASE_ANON_KEY: string; SUPABASE_SERVICE_KEY: string };

beforeAll(async () => {
  const { config } = await startBackend({
    ...{ port: 0, host: '127.0.0.1', dataDir, appPort: 3000 },
    env: { ...process.env, ...BLANK_CONFIGURATION },
    onSpawn: (spawned) => {
      child = spawned;
    },
  });
  keys = { SUPABASE_URL: config.url, SUPABASE_ANON_KEY: config.anonKey, SUPABASE_SERVICE_KEY: config.serviceKey };
});
afterAll(async () => {
  await child?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function runSuite(name: string): Promise<{ exitCode: number; output: string }> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  // Otherwise the suite within believes that it is part of this one.
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    CI: process.env.CI,
    NODE_ENV: 'test' as const,
    ...keys,
  };
  return new Promise((resolve) => {
    const args = [vitest, 'run', '--project', 'integration', `tests/${name}.test.ts`];
    execFile(PINNED_NODE, args, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

test('a suite works on it, again and again, and starts nothing of its own', async () => {
  for (let run = 1; run <= 2; run++) {
    const { exitCode, output } = await runSuite('main-job');
    expect(exitCode, output).toBe(0);
    expect(output).toContain(`The back end at ${keys.SUPABASE_URL}; nothing embedded is started.`);
    expect(output).toContain('skipped: tests/mail.test.ts reads mails');
  }
  const { stdout } = await runAdmin(['users', '--json'], keys);
  const emails = (JSON.parse(stdout) as { email: string }[]).map(({ email }) => email);
  expect(new Set(emails).size).toBe(2);
  for (const email of emails) expect(email).toMatch(/^ada-[0-9a-f]{8}@example\.com$/);
}, 300_000);
