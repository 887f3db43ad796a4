import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from './start-error.ts';

/** Everything the embedded back end takes from outside; nothing else in embedded/ reads the environment. */
export type Config = {
  host: string;
  /** 0 asks the operating system for a free port. */
  port: number;
  dataDirectory: string;
  migrationsDirectory: string;
  /** A PostgreSQL to use instead of PGlite. */
  databaseUrl: string | undefined;
  /** Where links in mails lead; without a trailing slash. */
  siteUrl: string;
  /** A mail server to send mails by; without one they are for the local mail page, or dropped. */
  smtpUrl: string | undefined;
  /** Sender of the mails: an address, or a name and an address in angle brackets. */
  smtpFrom: string;
  /** Stop when this process is gone. */
  parentPid: number | undefined;
};

/** Flags win over the environment, the environment over the defaults. @throws StartError on a bad value */
export function readConfig(argv: string[], env: NodeJS.ProcessEnv): Config {
  const flags = parseFlags(argv);
  const site = siteUrl(env.SITE_URL || 'http://localhost:3000');
  return {
    host: flags.host ?? '127.0.0.1',
    port: wholeNumber('--port (SUPABASE_PORT)', flags.port ?? env.SUPABASE_PORT ?? '54321', 0, 65_535),
    dataDirectory: resolve(flags.data ?? env.VITRINE_DATA_DIR ?? '.vitrine'),
    migrationsDirectory: resolve(flags.migrations ?? 'supabase/migrations'),
    databaseUrl: env.DATABASE_URL || undefined,
    siteUrl: site,
    smtpUrl: env.SMTP_URL ? smtpUrl(env.SMTP_URL) : undefined,
    smtpFrom: smtpFrom(env.SMTP_FROM || `Vitrine <no-reply@${new URL(site).hostname}>`),
    parentPid: env.VITRINE_PARENT_PID
      ? wholeNumber('VITRINE_PARENT_PID', env.VITRINE_PARENT_PID, 1, 2 ** 31)
      : undefined,
  };
}

function parseFlags(argv: string[]) {
  const options = {
    host: { type: 'string' },
    port: { type: 'string' },
    data: { type: 'string' },
    migrations: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: argv, options }).values;
  } catch (error) {
    throw new StartError((error as Error).message);
  }
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new StartError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`);
  }
  return value;
}

function siteUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new StartError(`SITE_URL must be an http(s) URL, not "${text}"`);
  return url.href.replace(/\/+$/, '');
}

/** The value is not repeated: it holds a password. */
function smtpUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) {
    throw new StartError('SMTP_URL must look like smtp://user:password@mail.example.com:587, or smtps://…');
  }
  return url.href;
}

function smtpFrom(text: string): string {
  if (/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)) return text;
  throw new StartError(`SMTP_FROM must look like Vitrine <vitrine@example.com>, not "${text}"`);
}
