import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { cleanText } from '../../lib/schemas/clean-text.ts';
import { parseBytes } from './parse-bytes.ts';
import { UsageError } from './usage.ts';

const MAX_REASON_LENGTH = 500;
const MAX_NOTE_LENGTH = 200;
const DEFAULT_DAYS = '7';
const MAX_DAYS = 365;

export type Target = { kind: 'image' | 'account'; text: string };

export type Command =
  | { name: 'help' }
  | { name: 'users'; json: boolean }
  | { name: 'quota'; account: string; bytes: number | null }
  | { name: 'takedown'; target: Target; reason: string | null }
  | { name: 'restore'; target: Target }
  | { name: 'invite'; note: string | null; days: number };

/** Reads the words after `npm run admin --`. @throws UsageError */
export function parseCommand([name, ...args]: string[]): Command {
  switch (name) {
    case 'help':
    case '--help':
    case '-h':
      return { name: 'help' };
    case 'users': {
      const { values, positionals } = parse(args, { json: { type: 'boolean' } });
      requireWords(positionals, []);
      return { name, json: values.json ?? false };
    }
    case 'quota': {
      const [account = '', amount = ''] = requireWords(parse(args, {}).positionals, ['account', 'bytes']);
      return { name, account, bytes: readQuota(amount) };
    }
    case 'takedown': {
      const { values, positionals } = parse(args, { account: { type: 'string' }, reason: { type: 'string' } });
      const reason = readText('reason', values.reason, MAX_REASON_LENGTH);
      return { name, target: readTarget(positionals, values.account), reason };
    }
    case 'restore': {
      const { values, positionals } = parse(args, { account: { type: 'string' } });
      return { name, target: readTarget(positionals, values.account) };
    }
    case 'invite': {
      const { values, positionals } = parse(args, { note: { type: 'string' }, days: { type: 'string' } });
      requireWords(positionals, []);
      return {
        name,
        note: readText('note', values.note, MAX_NOTE_LENGTH),
        days: readDays(values.days ?? DEFAULT_DAYS),
      };
    }
    default:
      throw new UsageError(name === undefined ? 'No command given.' : `There is no command ${name}.`);
  }
}

function parse<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function requireWords(words: string[], wanted: string[]): string[] {
  const missing = wanted[words.length];
  if (missing !== undefined) throw new UsageError(`<${missing}> is missing.`);
  const extra = words[wanted.length];
  if (extra !== undefined) throw new UsageError(`${extra} is one word too many.`);
  return words;
}

function readTarget(words: string[], account: string | undefined): Target {
  const [image = ''] = requireWords(words, account === undefined ? ['image'] : []);
  return account === undefined ? { kind: 'image', text: image } : { kind: 'account', text: account };
}

/** @returns null for the default of the installation */
function readQuota(text: string): number | null {
  if (text === 'default') return null;
  const bytes = parseBytes(text);
  if (bytes === null) throw new UsageError(`${text} is no quota: give bytes, an amount such as 10GB, or default.`);
  return bytes;
}

function readText(option: string, text: string | undefined, maxLength: number): string | null {
  const clean = cleanText(text ?? '');
  if (clean.length > maxLength) throw new UsageError(`--${option} takes at most ${maxLength} characters.`);
  return clean || null;
}

function readDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MAX_DAYS) throw new UsageError(`--days takes a number from 1 to ${MAX_DAYS}.`);
  return days;
}
