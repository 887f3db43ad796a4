import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/launch/paths.mjs';

/** `supabase db push`, with config.toml and migrations as they are. @returns what it printed */
export function pushMigrations(databaseUrl: string): string {
  // The command writes beside its configuration.
  const workdir = mkdtempSync(join(tmpdir(), 'vitrine-push-'));
  cpSync(join(ROOT, 'supabase'), join(workdir, 'supabase'), { recursive: true });
  try {
    return execFileSync(
      join(ROOT, 'node_modules/.bin/supabase'),
      ['db', 'push', `--remote=${databaseUrl}`, '--yes', '--workdir', workdir],
      { encoding: 'utf8', stdio: 'pipe', timeout: 60_000, env: { ...process.env, SUPABASE_TELEMETRY_DISABLED: '1' } },
    );
  } finally {
    rmSync(workdir, { recursive: true, force: true });
  }
}
