import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { PINNED_NODE, ROOT } from '../../scripts/launch/paths.mjs';
import { BLANK_CONFIGURATION } from './start-stack.ts';

export type AdminAnswer = { exitCode: number; stdout: string; stderr: string };

/** `npm run admin -- …` in another terminal than the one that the stack runs in. @param env what that terminal sets */
export function runAdmin(args: string[], env: Record<string, string>): Promise<AdminAnswer> {
  return new Promise((resolve) => {
    execFile(
      PINNED_NODE,
      ['--conditions=react-server', join(ROOT, 'scripts/admin.ts'), ...args],
      { cwd: ROOT, env: { ...process.env, ...BLANK_CONFIGURATION, SUPABASE_URL: '', ...env } },
      (error, stdout, stderr) => resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
