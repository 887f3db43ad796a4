import { randomBytes } from 'node:crypto';

/**
 * The Supabase that the suites run against when SUPABASE_URL and its keys are set; null: every stack starts an embedded
 * one of its own. It should hold nothing else: settings and buckets are provisioned for each suite, and what a run made is
 * left there, under addresses that no other run uses.
 */
export type ExternalBackEnd = {
  url: string;
  anonKey: string;
  serviceKey: string;
  /** Null where sessions are signed with another key than one that can be shared. */
  jwtSecret: string | null;
};

export const EXTERNAL: ExternalBackEnd | null = readExternal(process.env);

function readExternal(env: NodeJS.ProcessEnv): ExternalBackEnd | null {
  const url = env.SUPABASE_URL;
  const anonKey = env.SUPABASE_ANON_KEY || env.SUPABASE_PUBLISHABLE_KEY;
  const serviceKey = env.SUPABASE_SERVICE_KEY || env.SUPABASE_SERVICE_ROLE_KEY || env.SUPABASE_SECRET_KEY;
  if (!url) return null;
  if (!anonKey || !serviceKey) throw new Error('SUPABASE_URL is set, but not both of its keys.');
  return { url: url.replace(/\/+$/, ''), anonKey, serviceKey, jwtSecret: env.SUPABASE_JWT_SECRET || null };
}

const run = randomBytes(4).toString('hex');

/** The e-mail address of a person in a test. The same name gives the same one within a run. */
export const addressOf = (name: string): string => (EXTERNAL ? `${name}-${run}@example.com` : `${name}@example.com`);

/** For `skipIf`: whether there is no embedded back end; says so, and why that matters. */
export function lacksEmbedded(reason: string): boolean {
  if (EXTERNAL) console.warn(`skipped on an external back end: ${reason}`);
  return EXTERNAL !== null;
}

/** Suites that only the embedded back end makes possible, and why. */
export const EMBEDDED_SUITES: Record<string, string> = {
  backup: 'saves the data directory of the embedded back end',
  doctor: 'damages rows and objects',
  'embedded-postgres': 'is about the embedded back end',
  'external-back-end': 'has a back end of its own',
  'fault-guards': 'takes guards out of the database',
  faults: 'kills both servers',
  'hosted-migrations': 'has a database of its own',
  'kill-backend': 'kills the back end',
  'late-writes': 'watches the folder that uploads arrive in',
  launcher: 'is about npm start and what it starts',
  mail: 'reads mails',
  'provider-sign-in': 'stands in for GitHub and Google before the back end',
  provision: 'is about back ends that are not ready',
  streaming: 'has a back end of its own',
};
