// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBackend } from './backend.mjs';

/** Not there, which is as good as empty. */
const NO_MIGRATIONS = 'none';

/**
 * Makes the data directory that stacks of the tests begin with: what a first start of the embedded back end leaves, without
 * migrations and without secrets.
 * @param {{ dataDir: string, env: import('./env-files.mjs').Env, lifecycle: import('./lifecycle.mjs').Lifecycle }} options
 */
export async function makeDataTemplate({ dataDir, env, lifecycle }) {
  const { child } = await startBackend({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    migrationsDir: join(dataDir, NO_MIGRATIONS),
    appPort: 0,
    env: { ...env, DATABASE_URL: '', SMTP_URL: '' },
    onSpawn: (spawned) => void lifecycle.onStop(() => spawned.stop()),
  });
  await child.stop();
  rmSync(join(dataDir, 'secrets.json'));
}
