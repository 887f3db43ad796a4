import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { PINNED_NODE, ROOT } from '../../scripts/launch/paths.mjs';
import { BLANK_CONFIGURATION } from './start-stack.ts';

export type ScriptAnswer = { exitCode: number; stdout: string; stderr: string };

/** `npm run <script> -- …` in another terminal than the one that the stack runs in. @param env what that terminal sets */
export function runScript(
  script: 'admin' | 'doctor' | 'provision',
  args: string[],
  env: Record<string, string>,
): Promise<ScriptAnswer> {
  return new Promise((resolve) => {
    execFile(
      PINNED_NODE,
      ['--conditions=react-server', join(ROOT, `scripts/${script}.ts`), ...args],
      { cwd: ROOT, env: { ...process.env, ...BLANK_CONFIGURATION, SUPABASE_URL: '', ...env } },
      (error, stdout, stderr) => resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
