import { runScript, type ScriptAnswer } from './run-script.ts';

export type AdminAnswer = ScriptAnswer;

/** `npm run admin -- …`: {@link runScript}. */
export const runAdmin = (args: string[], env: Record<string, string>): Promise<AdminAnswer> =>
  runScript('admin', args, env);
