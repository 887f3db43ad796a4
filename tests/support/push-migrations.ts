import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/launch/paths.mjs';

/** Fetched when it is needed: it is large, and nothing else uses it. */
const CLI = ['exec', '--yes', '--package=supabase@3.1.0', '--', 'supabase'];
const options = {
  encoding: 'utf8',
  stdio: 'pipe',
  timeout: 120_000,
  env: { ...process.env, SUPABASE_TELEMETRY_DISABLED: '1' },
} as const;

/** Whether the Supabase CLI is here or can be fetched. */
export function hasSupabaseCli(): boolean {
  try {
    execFileSync('npm', [...CLI, '--version'], options);
    return true;
  } catch {
    return false;
  }
}

/** `supabase db push`, with config.toml and migrations as they are. @returns what it printed */
export function pushMigrations(databaseUrl: string): string {
  // The command writes beside its configuration.
  const workdir = mkdtempSync(join(tmpdir(), 'vitrine-push-'));
  cpSync(join(ROOT, 'supabase'), join(workdir, 'supabase'), { recursive: true });
  try {
    return execFileSync(
      'npm',
      [...CLI, 'db', 'push', `--remote=${databaseUrl}`, '--yes', '--workdir', workdir],
      options,
    );
  } finally {
    rmSync(workdir, { recursive: true, force: true });
  }
}
